namespace VoiceDock.Core.Sip.Registrations;

/// <summary>A change of a <see cref="RegistrationClient"/>.</summary>
/// <param name="ExpiresAt">When the binding the registrar holds ends; null when it holds none, as far as we know.</param>
/// <param name="Failure">Why it is refused or unreachable; null in the other states.</param>
/// <param name="RetryAt">When it is tried again, or refreshed; null in the states off and registering.</param>
public sealed record RegistrationStatus(RegistrationState State, DateTimeOffset? ExpiresAt, RegistrationFailure? Failure, DateTimeOffset? RetryAt);
