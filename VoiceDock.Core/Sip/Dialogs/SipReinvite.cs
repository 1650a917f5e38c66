using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A re-INVITE or UPDATE of the other side that waits for our decision. The first verb counts, later ones do nothing.</summary>
public sealed class SipReinvite
{
    internal SipReinvite(SipRequest request) => Request = request;

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The offer; null when the other side wants ours (RFC 3261 14.1): then <see cref="Accept"/> takes an offer.</summary>
    public string? Sdp => throw new NotImplementedException();

    /// <summary>Answers 200 with this description. Thread-safe.</summary>
    public void Accept(string sdp) => throw new NotImplementedException();

    /// <summary>Answers with a final status of 300 or above; the session goes on as before. Thread-safe.</summary>
    public void Reject(int status = 488, string? reason = null) => throw new NotImplementedException();
}
