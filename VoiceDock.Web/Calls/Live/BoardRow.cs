using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Web.Calls.Live;

/// <summary>
/// One call on a live screen: the newest state of it, and what is open under it for this viewer. Belongs to the UI of one circuit.
/// </summary>
public sealed class BoardRow(CallView call)
{
    /// <summary>How long a transfer that came through stays open under its call.</summary>
    public static readonly TimeSpan ShowConnected = TimeSpan.FromSeconds(6);

    /// <summary>How long one that was cancelled or taken back does.</summary>
    public static readonly TimeSpan ShowCancelled = TimeSpan.FromSeconds(4);

    private Guid? _dismissed;

    public CallView Call { get; private set; } = call;

    /// <summary>Grows with everything that changes how the row looks.</summary>
    public long Stamp { get; private set; }

    /// <summary>The strip of the last transfer is open.</summary>
    public bool StripOpen { get; private set; }

    /// <summary>The form for a new transfer is open.</summary>
    public bool FormOpen { get; private set; }

    /// <summary>The field for something to say is open.</summary>
    public bool SayOpen { get; private set; }

    /// <summary>The viewer did something on this call, so its strip may open and grow the row at once.</summary>
    public bool ActedHere { get; private set; }

    /// <summary>The keyboard is in this row.</summary>
    public bool HasFocus { get; set; }

    public bool IsOver => !Call.State.IsLive();

    /// <summary>The transfer the strip tells about.</summary>
    public TransferView? Transfer => Call.Transfers.Count > 0 ? Call.Transfers[^1] : null;

    /// <summary>The last transfer failed and the viewer has not put the message away.</summary>
    public bool ShowsFailure => !IsOver && Transfer is { State: TransferState.Failed } failed && failed.Id != _dismissed;

    public bool CanTransfer => Call.State == CallState.InProgress && Call.ActiveTransfer is null;

    public bool CanCancel => Call.State.IsActive() && Call.ActiveTransfer is { State: < TransferState.Connected };

    /// <summary>The caller is with the assistant alone: it may be told something, held and taken off hold.</summary>
    public bool CanHold => CanTransfer;

    /// <summary>The caller is with a destination and may be taken back.</summary>
    public bool CanTakeBack => Call.State == CallState.Transferred && Call.ActiveTransfer is { State: TransferState.Connected };

    /// <summary>Takes a newer state; an older one (a batch that came late) is ignored.</summary>
    public bool Update(CallView call)
    {
        if (call.Version <= Call.Version)
            return false;
        Call = call;
        if (IsOver || Call.ActiveTransfer is not null)
            FormOpen = SayOpen = false;
        Stamp++;
        return true;
    }

    public void OpenForm()
    {
        if (!CanTransfer)
            return;
        FormOpen = true;
        SayOpen = false;
        MakeRoom();
    }

    public void OpenSay()
    {
        if (!CanHold)
            return;
        SayOpen = true;
        FormOpen = false;
        MakeRoom();
    }

    public void CloseForm()
    {
        FormOpen = SayOpen = false;
        Stamp++;
    }

    /// <summary>The viewer gave a command: from now on the strip follows at once.</summary>
    public void Act()
    {
        ActedHere = true;
        Stamp++;
    }

    public void Dismiss()
    {
        _dismissed = Transfer?.Id;
        StripOpen = false;
        Stamp++;
    }

    /// <summary>Opens or closes the strip as the transfer's state asks. <paramref name="held"/>: the pointer is among the rows, so nothing may move under it.</summary>
    /// <returns>True when the row changed its height.</returns>
    public bool Settle(DateTime utcNow, bool held)
    {
        var wanted = !FormOpen && !SayOpen && WantsStrip(utcNow);
        if (wanted == StripOpen || (held && !(wanted && ActedHere)))
            return false;
        StripOpen = wanted;
        if (!wanted)
            ActedHere = false;
        Stamp++;
        return true;
    }

    private void MakeRoom()
    {
        ActedHere = true;
        StripOpen = false;
        _dismissed = Transfer?.Id;
        Stamp++;
    }

    private bool WantsStrip(DateTime utcNow) => !IsOver && Transfer is { } transfer && transfer.State switch
    {
        TransferState.Connected => utcNow - (transfer.AnsweredAt ?? Call.UpdatedAt) < ShowConnected,
        TransferState.Failed => ShowsFailure,
        TransferState.Cancelled or TransferState.TakenBack => transfer.Id != _dismissed && utcNow - (transfer.EndedAt ?? Call.UpdatedAt) < ShowCancelled,
        TransferState.Completed => false,
        _ => true,
    };
}
