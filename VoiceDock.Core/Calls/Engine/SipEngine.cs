using System.Net;
using System.Net.Sockets;
using System.Runtime;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls.Engine.Probes;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Common;
using VoiceDock.Core.Media;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>The running engine: one SIP agent and the media engine, wired to the domain's ports.</summary>
internal sealed class SipEngine(
    IOptions<SipOptions> options,
    MediaEngine media,
    MediaOptions ports,
    TrunkPeers peers,
    TrunkAccounts accounts,
    TrunkStore trunks,
    TrunkCredentials credentials,
    OutboundTargetGuard guard,
    ITrunkTargets targets,
    TargetMemory memory,
    HoldMusic music,
    LegDialogs dialogs,
    CallTraces traces,
    Arrivals arrivals,
    IServiceProvider services,
    RunMode mode,
    TimeProvider time,
    ILoggerFactory logs) : ISipStack, IHostedService
{
    private readonly ILogger _log = logs.CreateLogger<SipEngine>();
    private EngineParts? _parts;
    private SipTlsOptions? _tls;
    private readonly List<IDisposable> _own = [];
    private readonly TracePlaces _places = new();

    public IPEndPoint? Address => _parts?.Agent.LocalEndPoint;

    /// <summary>Where TLS is accepted; null when it is not.</summary>
    public IPEndPoint? TlsAddress => _parts?.Agent.TlsEndPoint;

    /// <summary>The names our certificate is for; empty when TLS is not accepted.</summary>
    public IReadOnlyList<string> CertificateNames => SipCertificate.Names(_tls);

    /// <exception cref="InvalidOperationException">The engine has not started.</exception>
    public EngineParts Parts => _parts ?? throw new InvalidOperationException("The SIP engine has not started.");

    public async ValueTask<Result<IReadOnlyList<IPEndPoint>>> ResolveAsync(Trunk trunk, CancellationToken cancellation)
    {
        if (credentials.IsUnreadable(trunk.Id)) return TrunkErrors.CredentialsUnreadable(trunk);
        var found = await targets.FindAsync(trunk.Route, cancellation);
        // A PBX that registered has told where it is; its host may be a name that leads nowhere from here.
        IReadOnlyList<IPEndPoint> registered = [.. accounts.BindingsOf(trunk).Select(b => b.Source.EndPoint).Distinct()];
        if (registered.Count == 0 && !found.IsOk) return found.Error;
        var named = found.IsOk ? memory.Order(trunk.Transport, found.Value.InOrder) : [];
        return new Result<IReadOnlyList<IPEndPoint>>([.. registered, .. named.Except(registered)]);
    }

    public ICallLine? Place(Guid callId, DialPlan plan, Action<LegEvent> events)
    {
        var call = media.OpenCall();
        try
        {
            return CallLine.Place(Parts, traces, callId, call, plan, events);
        }
        catch (MediaCapacityException full)
        {
            _log.LogWarning(full, "A call over trunk {Trunk} was not placed: no audio port is free", plan.Trunk.Name);
            call.Dispose();
            return null;
        }
    }

    public void Drain()
    {
        if (_parts is { } parts)
            parts.Agent.Draining = true;
    }

    public Task StartAsync(CancellationToken cancellation)
    {
        var settings = options.Value;
        var receiver = (ICallReceiver)services.GetService(typeof(ICallReceiver))!;
        var inbound = new InboundCalls(peers, accounts, receiver, traces, arrivals, settings.UnknownSource == "reject", _log);
        var own = new OwnAddress(settings);
        accounts.Start();
        var agent = Listen(settings, inbound, own, agent =>
            inbound.Parts = _parts = new EngineParts(agent, media, own, peers, accounts, trunks, credentials, guard, music, dialogs, _log));
        _own.Add(guard.AddOwnListener(agent.LocalEndPoint));
        if (agent.TlsEndPoint is { } tls)
            _own.Add(guard.AddOwnListener(tls));
        _own.Add(guard.AddOwnPorts(port => port >= ports.FirstPort && port <= ports.LastPort));
        _ = music.LoadAsync();
        // A collection that stops the media threads for longer than a frame is heard.
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        _log.LogInformation("SIP is received on udp and tcp {Address}, tls {TlsAddress}", agent.LocalEndPoint, agent.TlsEndPoint?.ToString() ?? "not");
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        _own.ForEach(o => o.Dispose());
        if (_parts is not null)
            await _parts.Agent.DisposeAsync();
        await media.DisposeAsync();
    }

    private SipAgent Listen(SipOptions settings, InboundCalls inbound, OwnAddress own, Action<SipAgent> prepare)
    {
        var bind = new IPEndPoint(IPAddress.Parse(settings.Address), settings.Port);
        var tls = _tls = SipCertificate.Listener(settings, time, _log);
        try
        {
            return Start(bind, tls, settings, inbound, own, prepare);
        }
        catch (SocketException) when (mode.Demo && settings.Port != 0)
        {
            return Start(new IPEndPoint(bind.Address, 0), tls, settings, inbound, own, prepare);
        }
        catch (SocketException fault)
        {
            throw new StartupException(ExitCodes.CannotStart,
                $"SIP cannot be received on {Places(bind, tls)}: {Words(fault)}. Stop the other program, or set {(tls is null ? "Sip:Port" : "Sip:Port or Sip:TlsPort")} to another port.");
        }
    }

    private SipAgent Start(IPEndPoint bind, SipTlsOptions? tls, SipOptions settings, InboundCalls inbound, OwnAddress own, Action<SipAgent> prepare)
    {
        SipAgent? agent = null;
        var config = new SipAgentOptions
        {
            Bind = bind,
            Tls = tls,
            AdvertisedFor = own.For,
            AllowsTarget = address => guard.Check(address, Trunk.DefaultPort).IsAllowed,
            UserAgent = "VoiceDock",
            Timers = settings.Timers,
            SessionExpires = settings.SessionExpires,
            MinSessionExpires = TimeSpan.FromSeconds(settings.MinSessionExpiresSeconds),
        };
        agent = new SipAgent(config, inbound, time, logs.CreateLogger<SipAgent>());
        prepare(agent);
        agent.Traced += Trace;
        agent.Start();
        return agent;
    }

    private void Trace(SipTraceMessage m) => traces.Add(new TraceMessage(
        m.At.UtcDateTime, "", m.Sent, m.Retransmission, WireName.Of(m.Transport), _places.Of(m.Local), _places.Of(m.Remote), m.CallId, m.Summary, m.Text));

    private static string Places(IPEndPoint bind, SipTlsOptions? tls) => tls is null ? $"udp and tcp {bind}" : $"udp and tcp {bind}, tls {tls.Bind}";

    private static string Words(SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "the port is taken by another program",
        SocketError.AccessDenied => "this user may not use the port",
        SocketError.AddressNotAvailable => "the address is not one of this machine's",
        _ => fault.Message,
    };
}
