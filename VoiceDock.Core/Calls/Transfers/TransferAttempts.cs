using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Transfers;

/// <summary>The INVITEs and REFERs of one transfer, in order.</summary>
internal sealed class TransferAttempts(Func<DateTime> now)
{
    private readonly List<TransferAttemptView> _attempts = [];

    /// <param name="target">Address and port, or the host of a trunk that has no address.</param>
    public void Begin(Trunk trunk, string target, TransferMethod method, string dialled) => _attempts.Add(
        new TransferAttemptView(trunk.Id, target, WireName.Of(trunk.Transport), now(), null, TransferState.Dialing, null, null, trunk.Name, method, dialled));

    /// <summary>Closes the running attempt, if there is one.</summary>
    public void End(TransferState state, string? reason, int? sipCode)
    {
        if (_attempts.Count > 0 && _attempts[^1].EndedAt is null)
            _attempts[^1] = _attempts[^1] with { EndedAt = now(), State = state, Reason = reason, SipCode = sipCode };
    }

    /// <summary>A copy; the running attempt shows the transfer's own state.</summary>
    public IReadOnlyList<TransferAttemptView> ToList(TransferState state)
    {
        if (_attempts.Count > 0 && _attempts[^1].EndedAt is null)
            _attempts[^1] = _attempts[^1] with { State = state };
        return [.. _attempts];
    }
}
