using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>A re-INVITE or UPDATE of the other side that waits for our decision. The first verb counts, later ones do nothing. Thread-safe.</summary>
public sealed class SipReinvite
{
    private readonly Strand _strand;
    private readonly ReinviteServer _server;

    internal SipReinvite(SipRequest request, string? sdp, Strand strand, ReinviteServer server) =>
        (Request, Sdp, _strand, _server) = (request, sdp, strand, server);

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>The offer; null when the other side wants ours (RFC 3261 14.1): then <see cref="Accept"/> takes an offer, and
    /// <see cref="SipSession.RemoteSdp"/> becomes the answer once the ACK has brought it.</summary>
    public string? Sdp { get; }

    /// <summary>Answers 200 with this description.</summary>
    public void Accept(string sdp) => _strand.Run(() => _server.Accept(sdp));

    /// <summary>Answers with a final status of 300 or above; the session goes on as before.</summary>
    public void Reject(int status = 488, string? reason = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        _strand.Run(() => _server.Reject(status, reason));
    }
}
