using System.Net;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls.Engine.Probes;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Registrations;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>
/// Sends a real OPTIONS from the address and port calls leave from, to the targets calls go to (where the PBX registered from before its host), in their
/// order, and puts what comes back into words.
/// </summary>
internal sealed class TrunkProbe(SipEngine engine, ITrunkTargets targets, TrunkDirectory trunks, TargetMemory memory, IOptions<TrunkHealthOptions> options) : ITrunkProbe
{
    private const int MostTargets = 4;

    public async Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
    {
        var trunk = settings.TrunkId is { } id ? trunks.Find(id) : null;
        if (trunk is not null && engine.Parts.Credentials.IsUnreadable(trunk.Id)) return TrunkCheckWords.CredentialsUnreadable(trunk);
        IReadOnlyList<Binding> bindings = trunk is null ? [] : engine.Parts.Accounts.BindingsOf(trunk);
        var found = await targets.FindAsync(settings.Route, ct);
        if (bindings.Count == 0 && found.Error is { } error)
            return error.Code == "target_refused" ? TrunkCheckWords.TargetRefused(settings, error.Message) : TrunkCheckWords.NoSuchHost(settings);
        IReadOnlyList<IPEndPoint> registered = [.. bindings.Select(b => b.Source.EndPoint).Distinct()];
        IReadOnlyList<IPEndPoint> all = found.IsOk ? [.. registered, .. found.Value.InOrder.Except(registered)] : registered;
        var bySrv = registered.Count == 0 && found.IsOk && found.Value.IsFromSrv;
        var asked = new List<IPEndPoint>();
        SipExchange? last = null;
        foreach (var target in all.Take(MostTargets))
        {
            // all targets together get the patience of one: a trunk is not down for longer because DNS names more of them
            var share = options.Value.Timeout / Math.Min(MostTargets, all.Count);
            var binding = bindings.FirstOrDefault(b => b.Source.EndPoint.Equals(target));
            var exchange = await engine.Parts.Agent.SendAsync(Options(settings, trunk, target, binding, share), ct);
            memory.Note(settings.Transport, target, exchange.Response is not null);
            if (exchange.Response is not null || last?.Response is null)
                last = exchange;
            if (exchange.Response is { StatusCode: not 503 })
                return Read(settings, exchange, asked, bySrv, binding);
            asked.Add(target);
        }
        return Read(settings, last!, asked, bySrv, bindings.FirstOrDefault(b => b.Source.EndPoint.Equals(last!.Target.EndPoint)));
    }

    private OutboundRequest Options(TrunkCheckSettings settings, Trunk? trunk, IPEndPoint target, Binding? binding, TimeSpan patience)
    {
        var uri = TrunkTargets.Uri(settings.Route);
        var domain = settings.FromDomain ?? engine.Parts.Own.For(target.Address).ToString();
        return new OutboundRequest
        {
            Method = SipMethods.Options,
            RequestUri = binding?.Contact ?? uri,
            From = new NameAddr { Uri = new SipUri { Scheme = "sip", User = settings.Username ?? "voicedock", Host = domain } },
            To = new NameAddr { Uri = uri },
            Target = binding?.Source ?? TrunkTargets.Of(settings, target),
            Credentials = trunk is not null && (binding is null || OutboundCalls.IsHost(engine.Parts, trunk, target)) ? engine.Parts.Digest(trunk) : null,
            Timeout = patience,
        };
    }

    private static TrunkCheckResult Read(TrunkCheckSettings settings, SipExchange exchange, IReadOnlyList<IPEndPoint> asked, bool bySrv, Binding? binding) => exchange switch
    {
        { Response: { } answer } => TrunkCheckWords.Answered(
            settings, answer.StatusCode, answer.ReasonPhrase, answer.Headers["Server"] ?? answer.Headers["User-Agent"], exchange.RoundTrip,
            [.. asked.Where(t => !t.Equals(exchange.Target.EndPoint))], binding is null ? null : $"The PBX that registered from {binding.Source.EndPoint}") with
        { Peer = PeerReading.Of(exchange, answer) },
        { Outcome: SipExchangeOutcome.TlsFailed } => TrunkCheckWords.TlsFailed(settings, exchange.Detail),
        { Outcome: SipExchangeOutcome.Unreachable } => TrunkCheckWords.PortClosed(settings, asked),
        _ => TrunkCheckWords.Silent(settings, asked, bySrv),
    };
}
