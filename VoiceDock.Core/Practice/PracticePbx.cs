using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>
/// A small PBX on loopback: challenges with digest, has extensions of every temper, takes registrations, and lets outside callers in over its
/// trunk. A real SIP peer reached by packets; it knows nothing of the console. What may be wrong with it is <see cref="Faults"/>. Thread-safe.
/// </summary>
public sealed class PracticePbx : ISipAgentHandler, IAsyncDisposable
{
    private readonly PracticeOptions _options;
    private readonly TimeProvider _time;
    private readonly SipAgent _agent;
    private readonly MediaEngine _media;
    private readonly PracticeCalls _calls = new();
    private readonly Lock _changing = new();
    private volatile PracticeTemper _temper;

    public PracticePbx(PracticeOptions options, TimeProvider time, ILoggerFactory logs)
    {
        if (!IPAddress.IsLoopback(options.Bind.Address))
            throw new ArgumentException("The practice PBX listens on loopback only.", nameof(options));
        _options = options;
        _time = time;
        _temper = new PracticeTemper(options, [.. options.Faults], _calls, time, before: null);
        var config = new SipAgentOptions
        {
            Bind = options.Bind,
            Tls = options.Tls,
            UserAgent = options.Server,
            Timers = options.Timers,
            AdvertisedFor = _ => _temper.Contact,
        };
        _agent = new SipAgent(config, this, time, logs.CreateLogger<SipAgent>());
        var ports = new MediaOptions { Bind = options.Bind.Address, FirstPort = options.FirstMediaPort, LastPort = options.LastMediaPort, MostSockets = MediaOptions.PracticeSockets, Threads = 1 };
        _media = new MediaEngine(ports, time, logs.CreateLogger<MediaEngine>());
    }

    /// <summary>An extension has answered a call; on a SIP thread.</summary>
    public event Action<PracticeAnswered>? Answered;

    /// <summary>Every message in and out, as <see cref="SipAgent.Traced"/>.</summary>
    public event Action<SipTraceMessage>? Traced
    {
        add => _agent.Traced += value;
        remove => _agent.Traced -= value;
    }

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint Address => _agent.LocalEndPoint;

    /// <summary>Where it takes TLS, once started; null without <see cref="PracticeOptions.Tls"/>.</summary>
    public IPEndPoint? TlsAddress => _agent.TlsEndPoint;

    /// <summary>
    /// What is wrong with it; empty: nothing. May be set at any time and holds for requests from then on; calls in progress keep the audio they have.
    /// When it changes whom it lets in, and how that is asked, it forgets who is registered.
    /// </summary>
    public IReadOnlyList<PracticeFault> Faults
    {
        get => _temper.Faults;
        set
        {
            lock (_changing)
            {
                var before = _temper;
                _temper = new PracticeTemper(_options, [.. value], _calls, _time, before);
                if (_temper.Registrar != before.Registrar) before.Dispose();
            }
        }
    }

    public IReadOnlyList<PracticeExtension> Extensions => _options.Extensions;

    /// <summary>Contacts the console has registered here now.</summary>
    public IReadOnlyList<Binding> Registered => _temper.Registrar.Bindings;

    /// <summary>What its SIP side holds; for tests of leaks.</summary>
    public SipAgentCounters Counters => _agent.Counters;

    /// <summary>Binds; <see cref="System.Net.Sockets.SocketException"/> when the port is taken.</summary>
    public void Start() => _agent.Start();

    /// <summary>An outside caller dials one of the console's numbers over this PBX's trunk.</summary>
    /// <param name="sentence">Said whenever the other side has spoken and is quiet; null: the caller hums.</param>
    public PracticeCaller Call(IPEndPoint console, string number, string callerNumber, string callerName, AudioClip? sentence = null)
    {
        var caller = new PracticeCaller(_media, _options.Bind.Address, _temper.Sound, callerNumber) { Sentence = sentence };
        caller.Dial(_agent, console, number, callerName);
        return caller;
    }

    public SipSourceVerdict Judge(SipTarget source) => IPAddress.IsLoopback(source.Address) ? SipSourceVerdict.Peer : SipSourceVerdict.Unknown;

    public void OnUnknownSource(SipTarget source, string summary)
    {
        // Nobody but loopback can reach it.
    }

    public bool Arrives(SipRequest request, SipTarget source) => _temper.Hears(request);

    public SipResponse? OnRequest(SipRequest request, SipTarget source) => _temper.Answer(request, source, Address);

    public void OnInvite(SipSession session)
    {
        var temper = _temper;
        var extension = _options.Extensions.FirstOrDefault(e => e.Number == session.InviteRequest.Uri.User);
        var refusal = temper.RefuseCall(session.InviteRequest);
        if (extension?.Behaviour == PracticeBehaviour.RefusePassword) refusal ??= temper.ChallengeAgain();
        if (refusal is not null)
        {
            session.Reject(refusal.Status, null, refusal.Headers);
            return;
        }
        switch (extension?.Behaviour)
        {
            case null:
                session.Reject(404);
                break;
            case PracticeBehaviour.Busy:
                session.Reject(486);
                break;
            case PracticeBehaviour.Decline:
                session.Reject(603);
                break;
            default:
                new PracticePhone(extension, _options, temper.Sound, _media, _calls, _time, Tell).Take(session);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _temper.Dispose();
        await _media.DisposeAsync();
    }

    private void Tell(PracticeAnswered answered) => Answered?.Invoke(answered);
}
