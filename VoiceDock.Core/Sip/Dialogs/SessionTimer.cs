using System.Globalization;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>
/// The session timer of one session (RFC 4028), both roles: asks for one, agrees to one, refreshes when that is our part, and ends the session
/// when nobody refreshed it. Used on the session's strand.
/// </summary>
internal sealed class SessionTimer
{
    private const string Expires = "Session-Expires";
    private const string Minimum = "Min-SE";

    // RFC 4028 section 5: nobody may ask for less.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(90);

    // Section 10: it is ended this long before the interval is over, or a third of it where that is less.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(32);

    // Each 422 must ask for more; a peer that never has enough is not followed for ever.
    private const int MostRaises = 3;

    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);

    private readonly SessionCore _core;
    private StrandTimer? _refresh;
    private StrandTimer? _expiry;
    private TimeSpan? _wanted;
    private TimeSpan _minimum;
    private TimeSpan _interval;
    private TimeSpan _end;
    private bool _weRefresh;
    private int _raises;
    private long _since;

    public SessionTimer(SessionCore core)
    {
        _core = core;
        (_wanted, _minimum) = (core.Agent.Options.SessionExpires, core.Agent.Options.MinSessionExpires);
    }

    /// <summary>True while an interval is agreed.</summary>
    public bool IsRunning => _interval > TimeSpan.Zero;

    /// <summary>Sections 7.1 and 7.4: puts our wish on a request of ours that begins or refreshes the session.</summary>
    public void Ask(SipRequest request)
    {
        request.Headers.Set("Supported", SipCapabilities.Supported);
        if ((IsRunning ? _interval : _wanted) is not { } wish) return;
        if (wish < _minimum) wish = _minimum;
        request.Headers.Set(Expires, IsRunning ? $"{Seconds(wish)};refresher={(_weRefresh ? "uac" : "uas")}" : Seconds(wish));
        if (_minimum != Least) request.Headers.Set(Minimum, Seconds(_minimum));
    }

    /// <summary>Section 7.3: takes the minimum of a 422; false when it is none we could follow.</summary>
    public bool TryRaise(SipResponse tooSmall)
    {
        if (tooSmall.StatusCode != 422 || Read(tooSmall, Minimum) is not { } minimum || minimum <= _minimum || ++_raises > MostRaises) return false;
        _minimum = minimum;
        if (_wanted < minimum) _wanted = minimum;
        if (IsRunning && _interval < minimum) _interval = minimum;
        return true;
    }

    /// <summary>Section 7.2: a 2xx to a request of ours says what holds from now on; without the header there is no timer.</summary>
    public void OnAccepted(SipResponse response)
    {
        if (Read(response, Expires) is { } interval) Begin(interval, Refresher(response) != "uas");
        else Stop();
    }

    /// <summary>Section 9: the least interval to tell in a 422, when a request asks for less than we go along with.</summary>
    public static string? TooSmall(SipAgentOptions options, SipRequest request) =>
        Read(request, Expires) is { } asked && asked < options.MinSessionExpires && OptionTags.Has(request, "Supported", OptionTags.Timer)
            ? Seconds(options.MinSessionExpires)
            : null;

    /// <summary>Section 9: puts on our 2xx what holds from now on. A side that does not know timers gets none.</summary>
    public void Agree(SipRequest request, SipResponse answer)
    {
        var knows = OptionTags.Has(request, "Supported", OptionTags.Timer);
        var asked = Read(request, Expires);
        if (asked is null && (!knows || _wanted is null))
        {
            Stop();
            return;
        }

        var interval = Choose(asked, Read(request, Minimum) ?? Least);
        var theyRefresh = knows && Refresher(request) switch { "uac" => true, "uas" => false, _ => IsRunning && !_weRefresh };
        answer.Headers.Set(Expires, $"{Seconds(interval)};refresher={(theyRefresh ? "uac" : "uas")}");
        if (knows) answer.Headers.Set("Require", OptionTags.Timer);
        Begin(interval, weRefresh: !theyRefresh);
    }

    public void Stop()
    {
        _interval = TimeSpan.Zero;
        _refresh?.Stop();
        _expiry?.Stop();
    }

    // Theirs, or ours where that is shorter and allowed.
    private TimeSpan Choose(TimeSpan? asked, TimeSpan theirMinimum)
    {
        var floor = theirMinimum > _minimum ? theirMinimum : _minimum;
        var interval = asked is { } theirs && !(_wanted < theirs) ? theirs : _wanted ?? asked!.Value;
        return interval < floor ? floor : interval;
    }

    // Section 10: the refresher acts at half time; the other side, or a refresher without luck, ends it a little before the end.
    private void Begin(TimeSpan interval, bool weRefresh)
    {
        var third = interval / 3;
        (_interval, _weRefresh, _since) = (interval, weRefresh, _core.Agent.Time.GetTimestamp());
        _end = interval - (third < Margin ? third : Margin);
        (_expiry ??= _core.Agent.Timer(_core.Strand, Expire)).Start(_end);
        if (weRefresh) RefreshIn(interval / 2);
        else _refresh?.Stop();
    }

    private void RefreshIn(TimeSpan delay) => (_refresh ??= _core.Agent.Timer(_core.Strand, Refresh)).Start(delay);

    private void Refresh()
    {
        if (_core.State != SipSessionState.Confirmed || _core.Reinviting is not null || _core.Incoming.HasOpenOffer)
        {
            // What is under way refreshes the session too, when it succeeds.
            RefreshIn(Busy);
            return;
        }

        var update = _core.PeerTakesUpdate;
        var refresh = new ReinviteClient(_core, update ? SipMethods.Update : SipMethods.Invite, update ? null : _core.LocalSdp, isRefresh: true);
        refresh.Settled += OnRefreshed;
        _core.Begin(refresh);
    }

    private void OnRefreshed(SipReinviteOutcome outcome)
    {
        if (outcome.Accepted || _core.IsEnded || !IsRunning) return;
        // 405 and 501: it does not know UPDATE after all, and is asked again by re-INVITE at once.
        if (outcome.StatusCode is 405 or 501 && _core.PeerTakesUpdate)
        {
            _core.PeerTakesUpdate = false;
            RefreshIn(TimeSpan.Zero);
            return;
        }

        var left = _end - _core.Agent.Time.GetElapsedTime(_since);
        RefreshIn(left / 2 > Busy ? left / 2 : Busy);
    }

    private void Expire()
    {
        if (_core.State != SipSessionState.Confirmed) return;
        _core.Bye("SIP;cause=408;text=\"Session expired\"");
        _core.End(new SipEnd(SipEndKind.SessionLost, Detail: "Nobody refreshed the session in its interval"));
    }

    private static string Refresher(SipMessage message) =>
        SipParameters.TryParse(AfterNumber(message.Headers[Expires]), inUri: false, out var parameters) ? (parameters["refresher"] ?? "").ToLowerInvariant() : "";

    private static string AfterNumber(string? value) => value?.IndexOf(';') is { } at and >= 0 ? value[at..] : "";

    private static TimeSpan? Read(SipMessage message, string name)
    {
        var number = (message.Headers[name] ?? "").Split(';')[0].Trim();
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string Seconds(TimeSpan interval) => ((long)Math.Ceiling(interval.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
