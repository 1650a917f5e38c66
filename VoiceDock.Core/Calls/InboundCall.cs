using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>A new INVITE from a peer of ours, before it is accepted.</summary>
/// <param name="RequestUser">User part of the Request-URI, decoded.</param>
/// <param name="ToUser">User part of To, decoded.</param>
/// <param name="CallerUser">User part of From (or of P-Asserted-Identity), decoded; null when anonymous.</param>
/// <param name="CallerName">Display name, cleaned.</param>
/// <param name="Trunks">The trunks this source is a peer of, oldest first; those of the transport and port it came by, where there are any.</param>
public sealed record InboundCall(string? RequestUser, string? ToUser, string? CallerUser, string? CallerName, IReadOnlyList<Trunk> Trunks, string Source)
{
    /// <summary>Why it goes round in circles, in words; null when it does not.</summary>
    public string? Loop { get; init; }
}
