using System.Net;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>One call of the doctor: takes down what comes. Callbacks come from SIP and media threads.</summary>
/// <param name="onlyRing">An answer is ended at once.</param>
internal sealed class ProbeSession(EngineParts parts, Trunk trunk, TimeProvider time, bool onlyRing) : ISipSessionHandler, IMediaLegEvents
{
    private readonly TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _begun = time.GetTimestamp();
    private SipSession? _session;
    private SipResponse? _last;
    private SipEnd? _end;
    private TimeSpan _took;
    private string? _problem;
    private string? _sdp;

    public LegMedia Media { get; set; } = null!;

    public bool Rang { get; private set; }

    /// <summary>Answered with audio we can use, and not over yet.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Something final, or ringing, has come.</summary>
    public Task Progress => _progress.Task;

    public Task AnsweredOrOver => _answered.Task;

    public Task Over => _over.Task;

    public void Begin(SipSession session) => _session = session;

    /// <summary>Ends the call in whatever state it is.</summary>
    public void HangUp() => _session?.HangUp("SIP;cause=200;text=\"Test call\"");

    public CallAnswer Read(string sent, IPEndPoint target, HeardAudio? heard)
    {
        var (last, end) = (Volatile.Read(ref _last), Volatile.Read(ref _end));
        return new CallAnswer
        {
            Sent = sent,
            Target = target,
            Outcome = last is not null ? ProbeOutcome.Answered : end?.Kind switch
            {
                SipEndKind.Unreachable => ProbeOutcome.Closed,
                SipEndKind.TlsFailed => ProbeOutcome.TlsFailed,
                _ => ProbeOutcome.Silent,
            },
            Auth = AuthOf(end, _session),
            Received = last is null ? null : SipText.Clean(last.Summary),
            Detail = end?.Detail,
            StatusCode = last?.StatusCode ?? 0,
            Warning = last?.Headers["Warning"] is { } warning ? SipText.Clean(warning) : null,
            Rang = Rang,
            Answered = last?.StatusCode is >= 200 and < 300,
            Took = _took,
            HungUpBecause = end is { Kind: SipEndKind.RemoteBye } ? end.Detail ?? "" : null,
            RepeatedAnswers = _session?.RepeatedAnswers ?? 0,
            ContactAddress = last?.Contact is { } contact && IPAddress.TryParse(contact.Uri.Host.Trim('[', ']'), out var address) ? address : null,
            Audio = SdpReading.Of(_sdp) ?? (last is null ? null : SdpReading.Of(last)),
            Problem = _problem,
            Codec = Media.Agreed?.Codec,
            Heard = heard,
        };
    }

    public void OnProvisional(SipSession session, SipResponse response)
    {
        if (response.StatusCode is < 180 or > 199) return;
        _took = time.GetElapsedTime(_begun);
        _sdp = session.RemoteSdp;
        Rang = true;
        Volatile.Write(ref _last, response);
        _progress.TrySetResult();
    }

    public void OnAnswered(SipSession session, SipResponse response)
    {
        _took = time.GetElapsedTime(_begun);
        _sdp = session.RemoteSdp;
        _problem = Media.Read(session.RemoteSdp);
        if (_problem is null && !parts.AllowsMedia(Media.Agreed!.Remote, trunk)) _problem = "audio may not be sent to the address it names";
        Volatile.Write(ref _last, response);
        if (_problem is null && !onlyRing)
        {
            Media.Arm(session.Remote.Address, trunk, parts.Peers);
            session.Ack();
            IsUp = true;
        }
        else
        {
            session.AckAndBye("SIP;cause=200;text=\"Test call\"");
        }

        _answered.TrySetResult();
        _progress.TrySetResult();
    }

    public void OnEnded(SipSession session, SipEnd end)
    {
        if (_took == default) _took = time.GetElapsedTime(_begun);
        if (end.Response is not null) Volatile.Write(ref _last, end.Response);
        Volatile.Write(ref _end, end);
        IsUp = false;
        _over.TrySetResult();
        _answered.TrySetResult();
        _progress.TrySetResult();
    }

    public void OnReinvite(SipSession session, SipReinvite offer)
    {
        if (offer.Sdp is not { Length: > 0 } sdp)
        {
            offer.Accept(Media.Offer());
            return;
        }

        var before = Media.Agreed;
        var (answer, _) = Media.Answer(sdp);
        if (answer is null || !parts.AllowsMedia(Media.Agreed!.Remote, trunk))
        {
            Media.Restore(before);
            offer.Reject(488);
            return;
        }

        Media.Arm(session.Remote.Address, trunk, parts.Peers);
        offer.Accept(answer);
    }

    public void OnConfirmed(SipSession session)
    {
        // Only inbound calls are confirmed by the other side.
    }

    public void OnInfo(SipSession session, SipRequest info)
    {
        // Keys mean nothing here.
    }

    public void OnFirstPacket(MediaLeg leg)
    {
        // The counters tell at the end.
    }

    public void OnDigit(MediaLeg leg, char key)
    {
        // Keys mean nothing here.
    }

    public void OnSilent(MediaLeg leg, TimeSpan age)
    {
        // The counters tell at the end.
    }

    public void OnAudible(MediaLeg leg)
    {
        // The counters tell at the end.
    }

    private static ProbeAuth AuthOf(SipEnd? end, SipSession? session) => end?.Kind switch
    {
        SipEndKind.AuthRefused => ProbeAuth.Refused,
        SipEndKind.AuthImpossible => ProbeAuth.NoCredentials,
        SipEndKind.ForeignRealm => ProbeAuth.ForeignRealm,
        SipEndKind.NoSupportedAlgorithm => ProbeAuth.NoAlgorithm,
        _ => session?.InviteRequest.Headers.Has("Authorization") == true || session?.InviteRequest.Headers.Has("Proxy-Authorization") == true ? ProbeAuth.Answered : ProbeAuth.NotAsked,
    };
}
