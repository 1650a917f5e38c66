namespace VoiceDock.Core.Toll;

/// <summary>Section <c>Company</c>.</summary>
public sealed class CompanyOptions
{
    public const string Section = "Company";

    /// <summary>IANA name of the zone whose midnight begins a day of the caps, such as <c>Europe/Amsterdam</c>; null: the server's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Null when the zone is known or none is given.</summary>
    internal string? Problem => TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)
        ? null
        : $"{Section}:TimeZone is '{TimeZone}', which is no time zone this machine knows. Use a name such as Europe/Amsterdam.";
}
