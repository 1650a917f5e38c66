using System.Globalization;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>What one REGISTER came to.</summary>
/// <param name="Granted">How long the binding lasts; null when there is none.</param>
/// <param name="MinExpires">The least a registrar takes that found our interval too brief (423).</param>
/// <param name="RetryAfter">Not sooner, says the registrar; at most an hour is believed.</param>
internal sealed record RegistrationAnswer(TimeSpan? Granted, RegistrationFailure? Failure, TimeSpan? MinExpires = null, TimeSpan? RetryAfter = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Another address of the registrar may do better.</summary>
    public bool IsWorthAnotherTarget =>
        Failure is { Kind: RegistrationFailureKind.Silent or RegistrationFailureKind.PortClosed or RegistrationFailureKind.TlsFailed } or { StatusCode: 503 or 408 };

    public static RegistrationAnswer NoTarget(string? problem) => Failed(RegistrationFailureKind.NoTarget, null, problem);

    public static RegistrationAnswer Read(SipExchange exchange, TimeSpan asked) => exchange.Outcome switch
    {
        SipExchangeOutcome.Answered => Read(exchange.Response!, exchange.Request.Contact?.Uri, asked),
        SipExchangeOutcome.Unreachable => Failed(RegistrationFailureKind.PortClosed),
        SipExchangeOutcome.TlsFailed => Failed(RegistrationFailureKind.TlsFailed, words: exchange.Detail),
        SipExchangeOutcome.AuthRefused => Failed(RegistrationFailureKind.CredentialsRefused, exchange.Response),
        SipExchangeOutcome.AuthImpossible => Failed(RegistrationFailureKind.NoCredentials, exchange.Response),
        SipExchangeOutcome.ForeignRealm => Failed(RegistrationFailureKind.ForeignRealm, exchange.Response),
        SipExchangeOutcome.NoSupportedAlgorithm => Failed(RegistrationFailureKind.NoSupportedAlgorithm, exchange.Response),
        _ => Failed(RegistrationFailureKind.Silent),
    };

    private static RegistrationAnswer Read(SipResponse response, SipUri? contact, TimeSpan asked)
    {
        if (response.StatusCode >= 300)
        {
            return Failed(RegistrationFailureKind.Status, response) with
            {
                MinExpires = response.StatusCode == 423 ? Seconds(response.Headers["Min-Expires"]) : null,
                RetryAfter = Seconds(response.Headers["Retry-After"]) is { } wait ? (wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : wait) : null,
            };
        }

        var granted = GrantedFor(response, contact) ?? Seconds(response.Headers["Expires"]) ?? asked;
        if (granted > Longest) granted = Longest;
        return granted > TimeSpan.Zero ? new(granted, null) : Failed(RegistrationFailureKind.NoBinding, response);
    }

    // 10.2.4: our binding's own expires parameter counts. Behind NAT a registrar may list our contact by the address it saw: then the user tells it.
    private static TimeSpan? GrantedFor(SipResponse response, SipUri? contact)
    {
        var listed = response.Values("Contact").Select(v => NameAddr.TryParse(v, out var address) ? address : null).OfType<NameAddr>().ToList();
        var ours = listed.Find(a => contact is not null && IsSame(a.Uri, contact)) ?? listed.Find(a => contact is not null && a.Uri.User == contact.User);
        return Seconds(ours?.Parameters["expires"]);
    }

    private static bool IsSame(SipUri a, SipUri b) => a.User == b.User && a.Host.Equals(b.Host, StringComparison.OrdinalIgnoreCase) && a.Port == b.Port;

    private static TimeSpan? Seconds(string? text)
    {
        var digits = text.AsSpan().Trim();
        var end = digits.IndexOfAnyExceptInRange('0', '9'); // Retry-After may carry a comment and parameters
        return uint.TryParse(end < 0 ? digits : digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static RegistrationAnswer Failed(RegistrationFailureKind kind, SipResponse? response = null, string? words = null) =>
        new(null, new RegistrationFailure(kind, response?.StatusCode, words ?? (response is null ? null : SipText.Clean(response.ReasonPhrase))));
}
