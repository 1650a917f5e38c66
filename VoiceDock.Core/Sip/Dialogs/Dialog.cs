using System.Net;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>The state of RFC 3261 section 12 and the requests made from it. Used on its session's strand only.</summary>
internal sealed class Dialog
{
    // 12.2.2 lets a number skip others. More than a call uses for refreshes and holds in a month.
    private const uint KeptGap = 100_000;

    private Dialog(string callId, NameAddr local, NameAddr remote, SipUri target, IReadOnlyList<NameAddr> routes, SipTarget peer)
    {
        (CallId, Local, Remote, RemoteTarget, Routes, Peer) = (callId, local, remote, target, routes, peer);
    }

    public string CallId { get; }

    /// <summary>Our side with our tag.</summary>
    public NameAddr Local { get; }

    /// <summary>The other side with its tag.</summary>
    public NameAddr Remote { get; }

    public string? RemoteTag => Remote.Tag;

    /// <summary>The Request-URI of our requests: the other side's latest Contact.</summary>
    public SipUri RemoteTarget { get; private set; }

    /// <summary>In the order our requests carry them.</summary>
    public IReadOnlyList<NameAddr> Routes { get; }

    /// <summary>The other side's signalling address.</summary>
    public SipTarget Peer { get; }

    public uint LocalSequence { get; set; }

    public uint? RemoteSequence { get; set; }

    /// <summary>12.1.2: from a response above 100 to our INVITE.</summary>
    public static Dialog FromResponse(SipRequest invite, SipResponse response, SipTarget peer)
    {
        var routes = response.RecordRoutes.Reverse().ToArray();
        return new Dialog(invite.CallId, invite.From, response.To, response.Contact?.Uri ?? invite.Uri, routes, peer)
        {
            LocalSequence = invite.CSeq.Number,
        };
    }

    /// <summary>12.1.1: from an INVITE of the other side.</summary>
    public static Dialog FromInvite(SipRequest invite, string localTag, SipTarget peer)
    {
        var target = invite.Contact?.Uri ?? invite.From.Uri;
        return new Dialog(invite.CallId, invite.To.WithTag(localTag), invite.From, target, invite.RecordRoutes, peer)
        {
            RemoteSequence = invite.CSeq.Number,
        };
    }

    /// <summary>A dialog that was kept, perhaps for long: its next request skips the numbers that were used after that.</summary>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> wrote.</exception>
    public static Dialog Read(SipDialogState kept) =>
        new(kept.CallId, Party(kept.Local), Party(kept.Remote), Uri(kept.RemoteTarget), [.. kept.Routes.Select(Party)], kept.Peer)
        {
            LocalSequence = kept.Sequence + KeptGap,
        };

    public SipDialogState Write(bool authenticates) => new(
        CallId, Local.ToString(), Remote.ToString(), RemoteTarget.ToString(), [.. Routes.Select(r => r.ToString())], LocalSequence, Peer, authenticates);

    /// <summary>13.2.2.4: takes over the sequence numbers of the early dialog it grew from.</summary>
    public void Continue(Dialog early) => (LocalSequence, RemoteSequence) = (Math.Max(LocalSequence, early.LocalSequence), early.RemoteSequence);

    /// <summary>12.2.1.2 and 12.2.2: a target refresh moves the remote target, never the routes.</summary>
    public void Refresh(SipMessage message)
    {
        if (message.Contact is { } contact) RemoteTarget = contact.Uri;
    }

    /// <summary>12.2.2: true when the number is higher than any before, which is then remembered.</summary>
    public bool TakeSequence(uint number)
    {
        if (RemoteSequence is { } last && number <= last) return false;
        RemoteSequence = number;
        return true;
    }

    public SipTarget NextHop(Func<IPAddress, bool>? allows) =>
        Dialogs.NextHop.Find(Routes.Count > 0 ? Routes[0].Uri : RemoteTarget, Peer, allows);

    /// <summary>12.2.1.1. A null sequence takes the next one; an ACK passes its INVITE's.</summary>
    public SipRequest CreateRequest(MessageMaker maker, string method, SipTarget target, uint? sequence = null)
    {
        var strict = Routes.Count > 0 && !Routes[0].Uri.Parameters.Has("lr");
        var uri = strict ? Routes[0].Uri : RemoteTarget;
        var request = maker.Request(method, uri, Local, Remote, CallId, sequence ?? ++LocalSequence, target);
        foreach (var route in strict ? Routes.Skip(1).Append(new NameAddr { Uri = RemoteTarget }) : Routes)
            request.Headers.Add("Route", route.ToString());
        return request;
    }

    private static NameAddr Party(string text) => NameAddr.TryParse(text, out var party) ? party : throw new FormatException($"Not a party of a dialog: {SipText.Clean(text)}");

    private static SipUri Uri(string text) => SipUri.TryParse(text, out var uri) ? uri : throw new FormatException($"Not a URI: {SipText.Clean(text)}");
}
