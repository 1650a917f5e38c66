namespace VoiceDock.Core.Sip.Registrations;

/// <summary>How long to wait before registering is tried again.</summary>
public sealed record RegistrationPace
{
    /// <summary>After the first failure; doubles from one failure to the next.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most it doubles to.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After the peer refused the credentials: trying often gets an address banned.</summary>
    public TimeSpan AfterRefusal { get; init; } = TimeSpan.FromHours(1);
}
