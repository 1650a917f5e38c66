using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>A <see cref="SipAgent"/> on a free loopback port whose inbound calls wait for the test.</summary>
public sealed class TestAgent : ISipAgentHandler, IAsyncDisposable
{
    /// <summary>T1 of 20 ms: everything a standard agent does in 32 s is over in 1.3 s.</summary>
    public static readonly SipTimers Quick = new()
    {
        T1 = TimeSpan.FromMilliseconds(20),
        T2 = TimeSpan.FromMilliseconds(160),
        T4 = TimeSpan.FromMilliseconds(200),
        D = TimeSpan.FromMilliseconds(1_280),
        NoAnswer = TimeSpan.FromMilliseconds(600),
    };

    private readonly Channel<(SipSession Session, SessionRecorder Events)> _inbound =
        Channel.CreateBounded<(SipSession, SessionRecorder)>(1_000);

    public TestAgent(SipTimers? timers = null, Func<SipAgentOptions, SipAgentOptions>? change = null, ILogger<SipAgent>? logger = null, bool start = true,
        TimeProvider? time = null)
    {
        var options = new SipAgentOptions { Bind = new IPEndPoint(IPAddress.Loopback, 0), Timers = timers ?? Quick };
        Agent = new SipAgent(change?.Invoke(options) ?? options, this, time ?? TimeProvider.System, logger ?? NullLogger<SipAgent>.Instance);
        if (start) Agent.Start();
    }

    public SipAgent Agent { get; }

    public IPEndPoint Address => Agent.LocalEndPoint;

    /// <summary>Who is let in; everybody unless told.</summary>
    public Func<SipTarget, SipSourceVerdict> Verdict { get; set; } = _ => SipSourceVerdict.Peer;

    /// <summary>Own answers to requests outside dialogs; null = the stack's.</summary>
    public Func<SipRequest, SipResponse?> Answer { get; set; } = _ => null;

    /// <summary>Replaces the waiting list for inbound calls.</summary>
    public Action<SipSession>? TakeInvite { get; set; }

    public Channel<(SipTarget Source, string Summary)> Notices { get; } = Channel.CreateBounded<(SipTarget, string)>(100);

    public SipSourceVerdict Judge(SipTarget source) => Verdict(source);

    public void OnUnknownSource(SipTarget source, string summary) => Notices.Writer.TryWrite((source, summary));

    public void OnInvite(SipSession session)
    {
        if (TakeInvite is { } take)
        {
            take(session);
            return;
        }

        var events = new SessionRecorder();
        session.Handler = events;
        Assert.True(_inbound.Writer.TryWrite((session, events)));
    }

    public SipResponse? OnRequest(SipRequest request, SipTarget source) => Answer(request);

    public async Task<(SipSession Session, SessionRecorder Events)> NextCallAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return await _inbound.Reader.ReadAsync(stop.Token);
    }

    /// <summary>Calls <paramref name="target"/>.</summary>
    public (SipSession Session, SessionRecorder Events) Call(
        SipTarget target, IDigestCredentials? credentials = null, bool autoAck = true, Func<OutboundInvite, OutboundInvite>? change = null)
    {
        var events = new SessionRecorder(autoAck);
        var invite = new OutboundInvite
        {
            RequestUri = Uri("200", target),
            From = new NameAddr { Uri = Uri("agent", Address) },
            To = new NameAddr { Uri = Uri("200", target) },
            Target = target,
            Sdp = ScriptedPhone.Sdp.ReplaceLineEndings("\r\n"),
            Credentials = credentials,
        };
        return (Agent.Invite(change?.Invoke(invite) ?? invite, events), events);
    }

    public OutboundRequest Options(SipTarget target) => new()
    {
        Method = SipMethods.Options,
        RequestUri = Uri(null, target),
        From = new NameAddr { Uri = Uri("agent", Address) },
        To = new NameAddr { Uri = Uri(null, target) },
        Target = target,
    };

    /// <summary>Waits until nothing is held any more: no session, transaction or timer.</summary>
    public async Task AssertEmptyAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var i = 0; i < 250; i++)
        {
            if (Agent.Counters is { Sessions: 0, ClientTransactions: 0, ServerTransactions: 0, Timers: 0 }) return;
            await tick.WaitForNextTickAsync();
        }

        Assert.Fail($"Something is left behind: {Agent.Counters}");
    }

    public ValueTask DisposeAsync() => Agent.DisposeAsync();

    private static SipUri Uri(string? user, SipTarget at) => new() { Scheme = "sip", User = user, Host = at.Address.ToString(), Port = at.Port };
}
