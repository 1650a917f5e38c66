namespace VoiceDock.Core.Sip.Registrations;

/// <summary>How a <see cref="Registrar"/> decides.</summary>
public sealed record RegistrarOptions
{
    public required string Realm { get; init; }

    /// <summary>Offered in challenges, strongest first (RFC 8760).</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["SHA-256", "MD5"];

    /// <summary>A shorter wish is answered 423.</summary>
    public TimeSpan MinExpires { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A longer wish, or none, is cut to this.</summary>
    public TimeSpan MaxExpires { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary>Contacts one account may hold.</summary>
    public int MaxContacts { get; init; } = 10;

    /// <summary>Wrong passwords from one address before it is not heard for a while.</summary>
    public int MaxFailures { get; init; } = 10;

    /// <summary>The time in which those failures count, and for which the address is not heard then.</summary>
    public TimeSpan FailureWindow { get; init; } = TimeSpan.FromMinutes(10);
}
