using System.Net;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>Everything the engine needs to send one INVITE over a trunk.</summary>
/// <param name="Trunk">The trunk's settings as they were when the transfer was asked for.</param>
/// <param name="Target">Resolved and guarded address.</param>
/// <param name="DialledUser">User part of the Request-URI, after the number rule.</param>
/// <param name="CallerNumber">The caller's number in E.164, or null when withheld or unreadable; ours where we place the call.</param>
/// <param name="CallerName">Display name, cleaned.</param>
/// <param name="OurNumber">The number of ours that was called, E.164.</param>
public sealed record DialPlan(Trunk Trunk, IPEndPoint Target, string DialledUser, string? CallerNumber, string? CallerName, string? OurNumber)
{
    /// <summary>Whose number the destination sees: the trunk's policy, or <see cref="CallerIdPolicy.Number"/> after the trunk refused the caller's.</summary>
    public CallerIdPolicy CallerId { get; init; } = Trunk.CallerIdPolicy;

    /// <summary>The trunk's own headers, filled and in the order they are written (<see cref="Templates.HeaderTemplate"/>).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How many machines the INVITE may pass: one less than the caller's, so that calls that go round in circles end.</summary>
    public int MaxForwards { get; init; } = 70;

    /// <summary>Nobody's call is sent on: we place it ourselves, and no Diversion says otherwise.</summary>
    public bool IsOriginal { get; init; }

    /// <summary>The trunk's optional encryption of audio was refused: none is offered.</summary>
    public bool IsPlain { get; init; }
}
