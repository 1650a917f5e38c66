using System.Globalization;
using System.Text;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// A REFER of ours inside a dialog (RFC 3515) and the NOTIFYs that tell how it goes. Only a final status in a NOTIFY settles it well: a 202 says no
/// more than that it was read. Keeps the session findable until it is settled. Used on the session's strand.
/// </summary>
internal sealed class ReferClient
{
    // How long the other side may be silent between two NOTIFYs when it names no time of its own: as long as a phone rings.
    private static readonly TimeSpan Ringing = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);

    private readonly SessionCore _core;
    private readonly NameAddr _referTo;
    private readonly NameAddr? _referredBy;
    private readonly StrandTimer _timer;
    private Action? _tellEnd;
    private uint _sequence;
    private bool _notified;
    private bool _settled;

    public ReferClient(SessionCore core, NameAddr referTo, NameAddr? referredBy)
    {
        (_core, _referTo, _referredBy) = (core, referTo, referredBy);
        _timer = core.Agent.Timer(core.Strand, () => Settle(SipReferKind.Unknown));
    }

    private SipTimers Times => _core.Agent.Options.Timers;

    /// <summary>Section 2.4.1: inside the dialog, so that the subscription shares it.</summary>
    public void Start()
    {
        var dialog = _core.Dialog!;
        var hop = _core.NextHop();
        var refer = dialog.CreateRequest(_core.Agent.Messages, SipMethods.Refer, hop);
        refer.Contact = _core.Agent.Messages.Contact(hop, dialog.Local.Uri.User);
        refer.Headers.Add("Refer-To", _referTo.ToString());
        if (_referredBy is not null) refer.Headers.Add("Referred-By", _referredBy.ToString());
        _sequence = refer.CSeq.Number;
        _core.Referral = this;
        _core.Attach();
        new DialogRequest(_core, dialog, hop, OnAnswer).Send(refer);
    }

    /// <summary>Section 2.4.6: of the refer package, and, when it says which REFER, of ours or of its repetition with credentials.</summary>
    public bool Owns(SipRequest notify)
    {
        var parts = (notify.Headers["Event"] ?? "").Split(';', 2);
        if (!parts[0].Trim().Equals("refer", StringComparison.OrdinalIgnoreCase)) return false;
        if (parts.Length == 1 || !SipParameters.TryParse(";" + parts[1], inUri: false, out var parameters) || parameters["id"] is not { } id) return true;
        return uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= _sequence && number <= _core.Dialog!.LocalSequence;
    }

    /// <summary>Sections 2.4.4 and 2.4.5. A NOTIFY without a body says only whether more will follow.</summary>
    public void OnNotify(SipRequest notify)
    {
        _notified = true;
        var state = (notify.Headers["Subscription-State"] ?? "").Split(';', 2);
        var over = state[0].Trim().Equals("terminated", StringComparison.OrdinalIgnoreCase);
        var (status, reason) = ReadFragment(notify);
        if (status >= 200) Settle(status < 300 ? SipReferKind.Succeeded : SipReferKind.Failed, status, reason);
        else if (over) Settle(SipReferKind.Unknown, status, reason);
        else
        {
            if (status is not null) Tell(new SipReferState(SipReferKind.Progress, status, reason));
            if (!_core.IsEnded) _timer.Start(Patience(state));
        }
    }

    /// <summary>A BYE may overtake the NOTIFY that says why: the owner hears of the end a moment later then, and of the outcome before it.</summary>
    public void OnSessionEnded(SipEnd end, Action tellEnd)
    {
        _tellEnd = tellEnd;
        if (end.Kind == SipEndKind.RemoteBye) _timer.Start(Times.ReferGrace);
        else Settle(SipReferKind.Unknown);
    }

    private void OnAnswer(SipResponse? response)
    {
        if (_settled) return;
        if (response is null) Settle(SipReferKind.Unknown);
        else if (response.StatusCode >= 300) Settle(SipReferKind.Refused, response.StatusCode, SipText.Clean(response.ReasonPhrase));
        else
        {
            Tell(new SipReferState(SipReferKind.Accepted, response.StatusCode, SipText.Clean(response.ReasonPhrase)));
            if (!_notified && !_core.IsEnded) _timer.Start(Times.ReferOutcome);
        }
    }

    private TimeSpan Patience(string[] state)
    {
        var expires = state.Length > 1 && SipParameters.TryParse(";" + state[1], inUri: false, out var parameters) ? parameters["expires"] : null;
        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Ringing;
        var asked = TimeSpan.FromSeconds(seconds);
        return asked < Times.ReferOutcome ? Times.ReferOutcome : asked > Longest ? Longest : asked;
    }

    // RFC 3420: the beginning of a SIP message, here its status line.
    private static (int? Status, string? Reason) ReadFragment(SipRequest notify)
    {
        var type = notify.Headers["Content-Type"] ?? "";
        if (notify.Body.Length == 0 || !type.StartsWith("message/sipfrag", StringComparison.OrdinalIgnoreCase)) return (null, null);
        var line = Encoding.UTF8.GetString(notify.Body).AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        var parts = (end < 0 ? line : line[..end]).ToString().Split(' ', 3);
        if (parts.Length < 2 || parts[0] != "SIP/2.0" || parts[1].Length != 3) return (null, null);
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 699) return (null, null);
        return (status, parts.Length > 2 ? SipText.Clean(parts[2]) : null);
    }

    private void Settle(SipReferKind kind, int? status = null, string? reason = null)
    {
        if (_settled) return;
        _settled = true;
        _timer.Stop();
        _core.Referral = null;
        Tell(new SipReferState(kind, status, reason, SessionIsOver: kind == SipReferKind.Unknown && _tellEnd is not null));
        _tellEnd?.Invoke();
        _core.Detach();
    }

    private void Tell(SipReferState state) => _core.Tell(handler => handler.OnReferred(_core.Session, state));
}
