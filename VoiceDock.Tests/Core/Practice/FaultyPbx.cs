using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>A practice PBX with faults on a free loopback port, with short timers, and an agent of our own to meet it with.</summary>
public sealed class FaultyPbx : IAsyncDisposable
{
    public const string Username = "voicedock";
    public const string Password = "a password only the account has";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private FaultyPbx(PracticeOptions options)
    {
        Pbx = new PracticePbx(options, TimeProvider.System, NullLoggerFactory.Instance);
        Pbx.Start();

        // Nothing of a test leaves the machine, whatever address a Contact names.
        Agent = new TestAgent(change: o => o with { AllowsTarget = IPAddress.IsLoopback });
    }

    public static PracticeOptions Options { get; } = new()
    {
        Username = Username,
        Password = Password,
        RingFor = TimeSpan.FromMilliseconds(20),
        Timers = TestAgent.Quick,
    };

    public PracticePbx Pbx { get; }

    public TestAgent Agent { get; }

    public static FaultyPbx With(params PracticeFault[] faults) => new(Options with { Faults = faults });

    public static FaultyPbx Like(PracticeOptions options) => new(options);

    public static TestCredentials Credentials(string username = Username, string password = Password, string? realm = null) => new(username, password, realm);

    /// <summary>A request outside any dialog, with the account's credentials unless told.</summary>
    public Task<SipExchange> AskAsync(string method, IDigestCredentials? credentials = null, TimeSpan? timeout = null, SipTarget? target = null) =>
        Agent.Agent.SendAsync(
            Agent.Options(target ?? Pbx.Address) with { Method = method, Credentials = credentials ?? Credentials(), Timeout = timeout ?? Patience },
            TestContext.Current.CancellationToken);

    /// <summary>A call to extension 200, which answers, with the account's credentials unless told.</summary>
    public (SipSession Session, SessionRecorder Events) Call(IDigestCredentials? credentials = null, string? sdp = null, string number = "200") =>
        Agent.Call(Pbx.Address, credentials ?? Credentials(), change: invite => invite with
        {
            RequestUri = new SipUri { Scheme = "sip", User = number, Host = Pbx.Address.Address.ToString(), Port = Pbx.Address.Port },
            Sdp = sdp ?? invite.Sdp,
        });

    /// <summary>How such a call ends that is refused.</summary>
    public Task<SipEnd> RefusedAsync(IDigestCredentials? credentials = null, string? sdp = null) => Call(credentials, sdp).Events.EndAsync();

    /// <summary>The description in the answer to such a call, which is hung up then.</summary>
    public async Task<string> AnswerAsync(string? sdp = null)
    {
        var (session, events) = Call(sdp: sdp);
        await AnsweredAsync(events);
        var answer = session.RemoteSdp!;
        session.HangUp();
        return answer;
    }

    /// <summary>The 200, after the 180.</summary>
    public static async Task<SipResponse> AnsweredAsync(SessionRecorder events)
    {
        Assert.Equal(180, (await events.NextAsync("Provisional")).Response!.StatusCode);
        return (await events.AnswerAsync()).Response!;
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Pbx.DisposeAsync();
    }
}
