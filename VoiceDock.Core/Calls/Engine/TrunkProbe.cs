using System.Net;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>
/// Sends a real OPTIONS from the address and port calls leave from, to the targets calls go to, in their order, and puts what comes back into words.
/// </summary>
internal sealed class TrunkProbe(SipEngine engine, ITrunkTargets targets, TrunkDirectory trunks, TargetMemory memory, IOptions<TrunkHealthOptions> options) : ITrunkProbe
{
    private const int MostTargets = 4;

    public async Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
    {
        var found = await targets.FindAsync(settings.Route, ct);
        if (found.Error is { } error)
            return error.Code == "target_refused" ? TrunkCheckWords.TargetRefused(settings, error.Message) : TrunkCheckWords.NoSuchHost(settings);
        var asked = new List<IPEndPoint>();
        SipExchange? last = null;
        foreach (var target in found.Value.InOrder.Take(MostTargets))
        {
            // all targets together get the patience of one: a trunk is not down for longer because DNS names more of them
            var share = options.Value.Timeout / Math.Min(MostTargets, found.Value.InOrder.Count);
            var exchange = await engine.Parts.Agent.SendAsync(Options(settings, target, share), ct);
            memory.Note(settings.Transport, target, exchange.Response is not null);
            if (exchange.Response is not null || last?.Response is null)
                last = exchange;
            if (exchange.Response is { StatusCode: not 503 })
                return Read(settings, exchange, asked, found.Value.IsFromSrv);
            asked.Add(target);
        }
        return Read(settings, last!, asked, found.Value.IsFromSrv);
    }

    private OutboundRequest Options(TrunkCheckSettings settings, IPEndPoint target, TimeSpan patience)
    {
        var uri = new SipUri { Scheme = "sip", Host = settings.Host, Port = settings.Port == Trunk.DefaultPortOf(settings.Transport) ? null : settings.Port };
        var domain = settings.FromDomain ?? engine.Parts.Own.For(target.Address).ToString();
        return new OutboundRequest
        {
            Method = SipMethods.Options,
            RequestUri = uri,
            From = new NameAddr { Uri = new SipUri { Scheme = "sip", User = settings.Username ?? "voicedock", Host = domain } },
            To = new NameAddr { Uri = uri },
            Target = TrunkTargets.Of(settings, target),
            Credentials = settings.TrunkId is { } id && trunks.Find(id) is { } trunk ? engine.Parts.Digest(trunk) : null,
            Timeout = patience,
        };
    }

    private static TrunkCheckResult Read(TrunkCheckSettings settings, SipExchange exchange, IReadOnlyList<IPEndPoint> asked, bool bySrv) => exchange switch
    {
        { Response: { } answer } => TrunkCheckWords.Answered(
            settings, answer.StatusCode, answer.ReasonPhrase, answer.Headers["Server"] ?? answer.Headers["User-Agent"], exchange.RoundTrip,
            [.. asked.Where(t => !t.Equals(exchange.Target.EndPoint))]),
        { Outcome: SipExchangeOutcome.TlsFailed } => TrunkCheckWords.TlsFailed(settings, exchange.Detail),
        { Outcome: SipExchangeOutcome.Unreachable } => TrunkCheckWords.PortClosed(settings, asked),
        _ => TrunkCheckWords.Silent(settings, asked, bySrv),
    };
}
