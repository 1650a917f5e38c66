namespace VoiceDock.Core.Sip.Registrations;

/// <param name="StatusCode">Of the final response; null when there was none.</param>
/// <param name="Phrase">The response's reason phrase, cleaned; or, without one, what the resolver or TLS said.</param>
public sealed record RegistrationFailure(RegistrationFailureKind Kind, int? StatusCode, string? Phrase)
{
    /// <summary>
    /// True when trying again soon would change nothing and might get us banned: wrong credentials, and every refusal that is about the request
    /// or the account (RFC 3261 section 21.4). A server's own trouble (5xx), 408, 480 and silence pass.
    /// </summary>
    public bool IsRefusal => Kind switch
    {
        RegistrationFailureKind.CredentialsRefused or RegistrationFailureKind.NoCredentials or RegistrationFailureKind.ForeignRealm
            or RegistrationFailureKind.NoSupportedAlgorithm => true,
        RegistrationFailureKind.Status => StatusCode is (>= 300 and < 500 and not (408 or 480 or 491)) or 501 or 505 or >= 600,
        _ => false,
    };
}
