using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Core.Calls.Events;

/// <summary>What changed from one state of a call to the next, as far as clients are told: its audio's figures are not.</summary>
internal static class CallChanges
{
    /// <param name="before">Null: the call is new.</param>
    public static IEnumerable<(CallEventKind Kind, TransferView? Transfer)> Between(CallView? before, CallView now)
    {
        if (before is null)
            yield return (CallEventKind.CallCreated, null);
        foreach (var transfer in now.Transfers.Where(t => !IsIn(before, t)))
            yield return (CallEventKind.TransferUpdated, transfer);
        if (!now.State.IsLive())
            yield return (CallEventKind.CallEnded, null);
        else if (before is not null && Told(before) != Told(now))
            yield return (CallEventKind.CallUpdated, null);
    }

    // A transfer is replaced as a whole when it changes.
    private static bool IsIn(CallView? before, TransferView transfer) => before?.Transfers.Any(t => ReferenceEquals(t, transfer)) == true;

    private static (CallView Call, Guid? Transfer) Told(CallView call) =>
        (call with { Version = 0, UpdatedAt = default, CallerQuality = null, FarQuality = null, Messages = [], Transfers = Array.Empty<TransferView>() }, call.ActiveTransfer?.Id);
}
