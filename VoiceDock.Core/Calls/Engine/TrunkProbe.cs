using System.Net;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Sends a real OPTIONS from the address and port calls leave from, and puts what comes back into words.</summary>
internal sealed class TrunkProbe(SipEngine engine, OutboundTargetGuard guard, TrunkDirectory trunks) : ITrunkProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct)
    {
        var resolved = await guard.ResolveAsync(settings.Host, settings.Port, ct);
        if (resolved.Error is { } error)
            return error.Code == "target_refused" ? TrunkCheckWords.TargetRefused(settings, error.Message) : TrunkCheckWords.NoSuchHost(settings);
        SipExchange? last = null;
        foreach (var target in resolved.Value)
        {
            last = await engine.Parts.Agent.SendAsync(Options(settings, target), ct);
            if (last.Response is not null)
                break;
        }
        return Read(settings, last);
    }

    private OutboundRequest Options(TrunkCheckSettings settings, IPEndPoint target)
    {
        var uri = new SipUri { Scheme = "sip", Host = settings.Host, Port = settings.Port == Trunk.DefaultPort ? null : settings.Port };
        var domain = settings.FromDomain ?? engine.Parts.Own.For(target.Address).ToString();
        return new OutboundRequest
        {
            Method = SipMethods.Options,
            RequestUri = uri,
            From = new NameAddr { Uri = new SipUri { Scheme = "sip", User = settings.Username ?? "voicedock", Host = domain } },
            To = new NameAddr { Uri = uri },
            Target = TrunkTargets.Of(settings.Transport, target),
            Credentials = settings.TrunkId is { } id && trunks.Find(id) is { } trunk ? engine.Parts.Digest(trunk) : null,
            Timeout = Patience,
        };
    }

    private static TrunkCheckResult Read(TrunkCheckSettings settings, SipExchange? exchange) => exchange switch
    {
        { Response: { } answer } => TrunkCheckWords.Answered(
            settings, answer.StatusCode, answer.ReasonPhrase, answer.Headers["Server"] ?? answer.Headers["User-Agent"], exchange.RoundTrip),
        { Outcome: SipExchangeOutcome.Unreachable } => TrunkCheckWords.PortClosed(settings),
        _ => TrunkCheckWords.Silent(settings),
    };
}
