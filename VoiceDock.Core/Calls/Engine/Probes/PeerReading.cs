using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>What an answer to OPTIONS says of who gave it.</summary>
internal static class PeerReading
{
    private const int MostMethods = 20;

    /// <summary>Null for a server error: proxies send those in their own name.</summary>
    public static PeerFingerprint? Of(SipExchange exchange, SipResponse answer) => answer.StatusCode is >= 500 and < 600
        ? null
        : new PeerFingerprint(
            exchange.Target.EndPoint,
            Text(answer.Headers["Server"] ?? answer.Headers["User-Agent"]),
            Methods(answer.Headers["Allow"]),
            SdpReading.Of(answer)?.Codecs,
            exchange.Certificate is { } shown ? new PeerCertificateFacts(shown.Issuer, shown.EndsAt, shown.Sha256) : null);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : SipText.Clean(text);

    private static IReadOnlyList<string>? Methods(string? allow) => allow is null
        ? null
        : [.. allow.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(m => SipText.IsToken(m)).Select(m => SipText.Cut(m, 40).ToUpperInvariant()).Distinct().Take(MostMethods)];
}
