using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Practice;

/// <summary>
/// A small PBX on loopback: challenges with digest, has extensions of every temper, takes registrations, and lets outside callers in over its
/// trunk. A real SIP peer reached by packets; it knows nothing of the console.
/// </summary>
public sealed class PracticePbx : ISipAgentHandler, IAsyncDisposable
{
    private readonly PracticeOptions _options;
    private readonly TimeProvider _time;
    private readonly SipAgent _agent;
    private readonly MediaEngine _media;
    private readonly PracticeGate _gate;
    private readonly PracticeRegistrar _registrar;

    public PracticePbx(PracticeOptions options, TimeProvider time, ILoggerFactory logs)
    {
        if (!IPAddress.IsLoopback(options.Bind.Address))
            throw new ArgumentException("The practice PBX listens on loopback only.", nameof(options));
        _options = options;
        _time = time;
        _gate = new PracticeGate(options, time);
        _registrar = new PracticeRegistrar(options, time);
        var config = new SipAgentOptions { Bind = options.Bind, UserAgent = "VoiceDock practice PBX", Timers = options.Timers };
        _agent = new SipAgent(config, this, time, logs.CreateLogger<SipAgent>());
        var ports = new MediaOptions { Bind = options.Bind.Address, FirstPort = options.FirstMediaPort, LastPort = options.LastMediaPort, Threads = 1 };
        _media = new MediaEngine(ports, time, logs.CreateLogger<MediaEngine>());
    }

    /// <summary>An extension has answered a call; on a SIP thread.</summary>
    public event Action<PracticeAnswered>? Answered;

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint Address => _agent.LocalEndPoint;

    public IReadOnlyList<PracticeExtension> Extensions => _options.Extensions;

    /// <summary>Contacts the console has registered here now.</summary>
    public IReadOnlyList<Binding> Registered => _registrar.Bindings;

    /// <summary>What its SIP side holds; for tests of leaks.</summary>
    public SipAgentCounters Counters => _agent.Counters;

    /// <summary>Binds; <see cref="System.Net.Sockets.SocketException"/> when the port is taken.</summary>
    public void Start() => _agent.Start();

    /// <summary>An outside caller dials one of the console's numbers over this PBX's trunk.</summary>
    public PracticeCaller Call(IPEndPoint console, string number, string callerNumber, string callerName)
    {
        var caller = new PracticeCaller(_media, _options.Bind.Address, callerNumber);
        caller.Dial(_agent, console, number, callerName);
        return caller;
    }

    public SipSourceVerdict Judge(SipTarget source) => IPAddress.IsLoopback(source.Address) ? SipSourceVerdict.Peer : SipSourceVerdict.Unknown;

    public void OnUnknownSource(SipTarget source, string summary)
    {
        // Nobody but loopback can reach it.
    }

    public SipResponse? OnRequest(SipRequest request, SipTarget source) =>
        request.Method == SipMethods.Register ? _registrar.Answer(request, source) : null;

    public void OnInvite(SipSession session)
    {
        var extension = _options.Extensions.FirstOrDefault(e => e.Number == session.InviteRequest.Uri.User);
        var verdict = _gate.Check(session.InviteRequest);
        if (verdict != DigestVerdictKind.Accepted || extension?.Behaviour == PracticeBehaviour.RefusePassword)
        {
            session.Reject(401, null, [.. _gate.Challenges(verdict == DigestVerdictKind.Stale).Select(c => ("WWW-Authenticate", c))]);
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
                new PracticePhone(extension, _options, _media, _time, Tell).Take(session);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        _registrar.Dispose();
        await _media.DisposeAsync();
    }

    private void Tell(PracticeAnswered answered) => Answered?.Invoke(answered);
}
