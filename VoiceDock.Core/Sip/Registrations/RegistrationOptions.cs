using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Who registers where (RFC 3261 section 10.2).</summary>
public sealed record RegistrationOptions
{
    /// <summary>Request-URI: the registrar's domain, without a user part.</summary>
    public required SipUri Registrar { get; init; }

    /// <summary>From and To; its user is the user of our Contact.</summary>
    public required NameAddr AddressOfRecord { get; init; }

    /// <summary>How long a binding is asked to last.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long one address may stay silent before the next is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long removing the binding may take at the end.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);
}
