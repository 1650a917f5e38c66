using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>One INVITE dialog, either role. All members are thread-safe; verbs that come too late do nothing.</summary>
public sealed class SipSession
{
    internal SipSession()
    {
    }

    /// <summary>True when the other side sent the INVITE.</summary>
    public bool IsInbound => throw new NotImplementedException();

    /// <summary>The dialog's Call-ID.</summary>
    public string CallId => throw new NotImplementedException();

    /// <summary>The INVITE, as received or as last sent.</summary>
    public SipRequest InviteRequest => throw new NotImplementedException();

    /// <summary>The latest session description of the other side; null before one came.</summary>
    public string? RemoteSdp => throw new NotImplementedException();

    /// <summary>The other side's signalling address.</summary>
    public IPEndPoint RemoteEndPoint => throw new NotImplementedException();

    /// <summary>Where the session stands now.</summary>
    public SipSessionState State => throw new NotImplementedException();

    /// <summary>Gets the events. Inbound: set it in <see cref="ISipAgentHandler.OnInvite"/>.</summary>
    public ISipSessionHandler? Handler { get; set; }

    /// <summary>Other addresses of the same trunk that may send requests inside the dialog; null: only <see cref="RemoteEndPoint"/>'s.</summary>
    public Func<IPAddress, bool>? AcceptsFrom { get; set; }

    /// <summary>Inbound: sends 180.</summary>
    public void Ring() => throw new NotImplementedException();

    /// <summary>Inbound: sends 183 with a description (early media).</summary>
    public void Progress(string sdp) => throw new NotImplementedException();

    /// <summary>Inbound: sends 200 and repeats it until the ACK; none in 64*T1 ends the session as <see cref="SipEndKind.AckTimeout"/>.</summary>
    public void Answer(string sdp) => throw new NotImplementedException();

    /// <summary>Inbound: sends a final response of 300 or above and ends the session.</summary>
    public void Reject(int status, string? reason = null, params (string Name, string Value)[] headers) => throw new NotImplementedException();

    /// <summary>Outbound: acknowledges the 2xx of <see cref="ISipSessionHandler.OnAnswered"/>.</summary>
    public void Ack() => throw new NotImplementedException();

    /// <summary>Outbound: acknowledges the 2xx and ends the call at once.</summary>
    /// <param name="reason">Value of the BYE's Reason header, such as <c>SIP;cause=488;text="Not Acceptable Here"</c>.</param>
    public void AckAndBye(string? reason = null) => throw new NotImplementedException();

    /// <summary>
    /// Ends the session in any state: CANCEL (held back until a provisional response, RFC 3261 9.1), BYE, or 480 to an unanswered inbound
    /// call. Idempotent; <see cref="ISipSessionHandler.OnEnded"/> follows at once, crossing messages are settled by the stack.
    /// </summary>
    /// <param name="reasonHeader">Value of the Reason header of the CANCEL or BYE (RFC 3326).</param>
    public void HangUp(string? reasonHeader = null) => throw new NotImplementedException();

    /// <summary>Sends a re-INVITE with this offer; a 491 is retried after the time of RFC 3261 14.1.</summary>
    public Task<SipReinviteOutcome> ReinviteAsync(string sdp, CancellationToken cancellation) => throw new NotImplementedException();
}
