using System.Globalization;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// The dialogs one INVITE of ours has made, one for each fork that spoke (RFC 3261 12.1.2 and 13.2.2), each with its own order of reliable
/// responses (RFC 3262 section 4) and its own description. Used on the session's strand.
/// </summary>
internal sealed class EarlyDialogs(SessionCore core, SipTarget target)
{
    // A peer that answers with ever new tags must not fill memory.
    private const int MostForks = 16;

    private readonly Dictionary<string, Fork> _forks = [];

    public int Count => _forks.Count;

    /// <summary>The dialog of the fork with this tag.</summary>
    public Dialog? Find(string tag) => _forks.GetValueOrDefault(tag)?.Dialog;

    /// <summary>Any other one than that with this tag.</summary>
    public Dialog? Other(string? tag) => _forks.FirstOrDefault(f => f.Key != tag).Value?.Dialog;

    /// <summary>What the fork has described itself with so far.</summary>
    public string? SdpOf(string tag) => _forks.GetValueOrDefault(tag)?.Sdp;

    public void Remove(string tag) => _forks.Remove(tag);

    /// <summary>The INVITE is sent anew: what the refused one made is gone.</summary>
    public void Clear() => _forks.Clear();

    /// <summary>
    /// A provisional response above 100 with a tag: makes or continues its dialog, and acknowledges it when it is a reliable one.
    /// Null when it is to be passed over: repeated, out of order, or of one fork too many.
    /// </summary>
    public Dialog? Take(SipRequest invite, SipResponse response)
    {
        var tag = response.To.Tag!;
        if (!_forks.TryGetValue(tag, out var fork))
        {
            if (_forks.Count >= MostForks) return null;
            _forks[tag] = fork = new Fork(Dialog.FromResponse(invite, response, target));
        }

        if (OptionTags.Has(response, "Require", OptionTags.Reliable) && !Acknowledge(fork, invite, response)) return null;
        fork.Sdp = SdpBody.Of(response) ?? fork.Sdp;
        return fork.Dialog;
    }

    /// <summary>13.2.2.4: the confirmed dialog of a 2xx has the routes of that response and goes on with the sequence numbers of its fork.</summary>
    public Dialog Confirm(SipRequest invite, SipResponse response)
    {
        var dialog = Dialog.FromResponse(invite, response, target);
        if (Find(response.To.Tag ?? "") is { } early) dialog.Continue(early);
        return dialog;
    }

    // RFC 3262 section 4: in order, each once; a repeated one is answered by the PRACK's own retransmission.
    private bool Acknowledge(Fork fork, SipRequest invite, SipResponse response)
    {
        if (!uint.TryParse(response.Headers["RSeq"], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence == 0) return false;
        if (fork.Sequence is { } last && sequence != last + 1) return false;
        fork.Sequence = sequence;
        var hop = fork.Dialog.NextHop(core.Agent.Options.AllowsTarget);
        var prack = fork.Dialog.CreateRequest(core.Agent.Messages, SipMethods.Prack, hop);
        prack.Headers.Add("RAck", string.Create(CultureInfo.InvariantCulture, $"{sequence} {invite.CSeq.Number} {SipMethods.Invite}"));
        new DialogRequest(core, fork.Dialog, hop).Send(prack);
        return true;
    }

    private sealed class Fork(Dialog dialog)
    {
        public Dialog Dialog => dialog;

        public uint? Sequence { get; set; }

        public string? Sdp { get; set; }
    }
}
