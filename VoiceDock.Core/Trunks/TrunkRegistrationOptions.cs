using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Trunks;

/// <summary>How often registering is tried again, section <c>Trunks:Registration</c>.</summary>
public sealed class TrunkRegistrationOptions
{
    public const string Section = "Trunks:Registration";

    /// <summary>After the first failure, in seconds; doubles with each further one.</summary>
    [Range(5, 3600)]
    public double RetrySeconds { get; set; } = 30;

    /// <summary>The most it doubles to, in seconds.</summary>
    [Range(5, 86_400)]
    public double LongestRetrySeconds { get; set; } = 600;

    /// <summary>After the peer refused the credentials, in minutes: trying often gets an address banned.</summary>
    [Range(10, 1440)]
    public double AfterRefusalMinutes { get; set; } = 60;
}
