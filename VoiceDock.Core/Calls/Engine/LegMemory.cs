using System.Globalization;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Keeps the dialog of one leg on disk while the leg is up, so that its far end is told when this process is killed. Thread-safe; nobody waits.</summary>
internal sealed class LegMemory(LegDialogs dialogs, Guid callId, Guid? trunkId)
{
    private readonly Lock _gate = new();
    private readonly Guid _id = Guid.CreateVersion7();
    private string? _target;
    private bool _over;

    /// <summary>The leg is up, or its far end may have moved. What is as it was is not written again.</summary>
    public void Keep(SipSession session)
    {
        if (session.Dialog is not { } dialog)
            return;
        lock (_gate)
        {
            if (_over || _target == dialog.RemoteTarget)
                return;
            _target = dialog.RemoteTarget;
            dialogs.Keep(Row(dialog));
        }
    }

    /// <summary>The leg is over.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            if (_target is not null && !_over)
                dialogs.Forget(_id);
            _over = true;
        }
    }

    private LegDialog Row(SipDialogState dialog) => new()
    {
        Id = _id,
        CallId = callId,
        TrunkId = trunkId,
        SipCallId = dialog.CallId,
        Local = dialog.Local,
        Remote = dialog.Remote,
        RemoteTarget = dialog.RemoteTarget,
        Routes = dialog.Routes,
        Sequence = dialog.Sequence,
        Transport = dialog.Peer.WireName,
        Peer = string.Create(CultureInfo.InvariantCulture, $"{dialog.Peer.EndPoint}"),
        IsAccepted = dialog.Peer.IsAccepted,
        TlsName = dialog.Peer.TlsPeer?.Name,
        Authenticates = dialog.Authenticates,
    };
}
