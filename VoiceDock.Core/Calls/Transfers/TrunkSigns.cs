using System.Net;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>
/// What the calls of one transfer tell of the health of their trunk: any answer of its peer is a sign of life, none from any address is a miss. Each address
/// is remembered by itself, so that the next transfer begins with one that answers.
/// </summary>
internal sealed class TrunkSigns(TrunkLights lights, TargetMemory memory, Trunk trunk)
{
    /// <summary>The peer rang or answered.</summary>
    public void Alive(IPEndPoint target, int status)
    {
        memory.Note(trunk.Transport, target, answered: true);
        lights.NoteAnswer(trunk, status, status < 200 ? "A call over it rings." : "A call over it was answered.");
    }

    /// <summary>The call ended before an answer.</summary>
    /// <param name="isLast">No other address is tried.</param>
    public void Refused(IPEndPoint target, LegEnd end, TransferReason reason, bool isLast)
    {
        if (end.SipCode is not null || Read(reason) is not null)
            memory.Note(trunk.Transport, target, answered: end.SipCode is not null);
        if (!isLast)
            return;
        if (end.SipCode is { } status)
            lights.NoteAnswer(trunk, status, $"A call over it got the answer {status} {end.SipReason}".TrimEnd() + ".");
        else
            Missed(reason);
    }

    /// <summary>Nobody was reached at any address. Reasons that say nothing about the peer are passed over.</summary>
    public void Missed(TransferReason reason)
    {
        if (Read(reason) is { } why)
            lights.NoteMiss(trunk, why, $"A call over it failed. {reason.Explain($"Trunk '{trunk.Name}'", "", "")}");
    }

    private static HealthReason? Read(TransferReason reason) => reason switch
    {
        _ when reason == TransferReasons.TrunkTimeout => HealthReason.Timeout,
        _ when reason == TransferReasons.TrunkUnreachable => HealthReason.Unreachable,
        _ when reason == TransferReasons.DnsFailed => HealthReason.DnsFailed,
        _ when reason == TransferReasons.TargetRefused => HealthReason.TargetRefused,
        _ when reason == TransferReasons.TlsFailed => HealthReason.TlsFailed,
        _ when reason == TransferReasons.CredentialsUnreadable => HealthReason.CredentialsUnreadable,
        _ => null,
    };
}
