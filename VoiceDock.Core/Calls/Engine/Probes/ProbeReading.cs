using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Sip.Auth;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Calls.Engine.Probes;

/// <summary>From what the stack saw to what the doctor reads: cleaned, cut, and without credentials.</summary>
internal static class ProbeReading
{
    private const int Longest = 200;

    public static ShownCertificate Of(X509Certificate2 certificate) => new(
        [.. CertificateNames.Of(certificate).Take(20).Select(n => SipText.Clean(n))],
        SipText.Clean(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)),
        certificate.NotAfter.ToUniversalTime(),
        certificate.GetCertHashString(HashAlgorithmName.SHA256));

    public static ProbeAnswer Of(SipExchange exchange)
    {
        var via = exchange.Request.TopVia;
        var answer = new ProbeAnswer(OutcomeOf(exchange))
        {
            Sent = Text($"{exchange.Request.Method} {exchange.Request.Uri} to {exchange.Target}")!,
            Target = exchange.Target.EndPoint,
            NamedAddress = new(IPAddress.Parse(via.Host.Trim('[', ']')), via.Port ?? SipTarget.DefaultPortOf(exchange.Target.Transport)),
            Detail = exchange.Detail,
            RoundTrip = exchange.RoundTrip,
            Auth = AuthOf(exchange),
            Challenges = exchange.Challenge is { } challenge
                ? [.. DigestChallenge.ParseAll(challenge).Take(8).Select(c => new ProbeChallenge(Text(c.Realm)!, Text(c.Algorithm)!))]
                : [],
        };
        return exchange.Response is { } response ? Read(answer, response) : answer;
    }

    private static ProbeAnswer Read(ProbeAnswer answer, SipResponse response)
    {
        var via = response.TopVia;
        return answer with
        {
            Received = Text(response.Summary),
            StatusCode = response.StatusCode,
            Server = Text(response.Headers["Server"] ?? response.Headers["User-Agent"]),
            Allow = Text(response.Headers["Allow"]),
            Supported = Text(response.Headers["Supported"]),
            Warning = Text(response.Headers["Warning"]),
            RetryAfter = Text(response.Headers["Retry-After"]),
            SeenAddress = via.Received,
            SeenPort = via.RPort,
            Contacts = [.. response.Headers.All("Contact").Take(10).Select(c => Text(c)!)],
            ContactAddress = response.Contact is { } contact && IPAddress.TryParse(contact.Uri.Host.Trim('[', ']'), out var address) ? address : null,
            Codecs = SdpReading.Of(response)?.Codecs,
        };
    }

    private static ProbeOutcome OutcomeOf(SipExchange exchange) => exchange switch
    {
        { Response: not null } => ProbeOutcome.Answered,
        { Outcome: SipExchangeOutcome.TlsFailed } => ProbeOutcome.TlsFailed,
        { Outcome: SipExchangeOutcome.Unreachable } => ProbeOutcome.Closed,
        _ => ProbeOutcome.Silent,
    };

    private static ProbeAuth AuthOf(SipExchange exchange) => exchange.Outcome switch
    {
        SipExchangeOutcome.AuthRefused => ProbeAuth.Refused,
        SipExchangeOutcome.AuthImpossible => ProbeAuth.NoCredentials,
        SipExchangeOutcome.ForeignRealm => ProbeAuth.ForeignRealm,
        SipExchangeOutcome.NoSupportedAlgorithm => ProbeAuth.NoAlgorithm,
        _ => exchange.Challenge is null ? ProbeAuth.NotAsked : ProbeAuth.Answered,
    };

    private static string? Text(string? text) => text is null ? null : SipText.Cut(SipText.Clean(text), Longest);
}
