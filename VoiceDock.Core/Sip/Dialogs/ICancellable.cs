using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>An INVITE of the other side that it may take back.</summary>
internal interface ICancellable
{
    /// <summary>Our tag: the answer to CANCEL carries the same as the INVITE's (RFC 3261 9.2).</summary>
    string LocalTag { get; }

    /// <summary>The CANCEL has been answered 200. On the session's strand.</summary>
    void OnCancel(SipRequest cancel);
}
