using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>How trunks are watched, section <c>Trunks:Health</c>. Defaults are those of the design.</summary>
public sealed class TrunkHealthOptions
{
    public const string Section = "Trunks:Health";

    /// <summary>Between two OPTIONS to a trunk that has no interval of its own, in seconds; 0: such trunks are not probed.</summary>
    [Range(0, 3600)]
    public double IntervalSeconds { get; set; } = 30;

    /// <summary>Share of the interval by which a probe comes earlier or later, so that probes do not march in step, in percent.</summary>
    [Range(0, 50)]
    public double JitterPercent { get; set; } = 10;

    /// <summary>Between two OPTIONS while a trunk is suspect, in seconds.</summary>
    [Range(0.1, 3600)]
    public double SuspectIntervalSeconds { get; set; } = 5;

    /// <summary>How long all addresses of a trunk together may take to answer a probe, in seconds.</summary>
    [Range(0.1, 32)]
    public double TimeoutSeconds { get; set; } = 4;

    /// <summary>Misses in a row that make a trunk down.</summary>
    [Range(1, 10)]
    public int DownAfterMisses { get; set; } = 2;

    /// <summary>Answers in a row that make a trunk that was down up again; until then it is suspect.</summary>
    [Range(1, 10)]
    public int UpAfterAnswers { get; set; } = 1;

    /// <summary>A call this many minutes ago proves a peer that ignores OPTIONS.</summary>
    [Range(1, 1440)]
    public double ProofMinutes { get; set; } = 10;

    /// <summary>More changes than this within <see cref="FlapMinutes"/> keep the state at suspect.</summary>
    [Range(1, 100)]
    public int FlapChanges { get; set; } = 6;

    [Range(1, 1440)]
    public double FlapMinutes { get; set; } = 10;

    /// <summary>A peer's certificate that ends within this many days is told; 0: never.</summary>
    [Range(0, 365)]
    public double CertificateDays { get; set; } = 14;

    internal TimeSpan SuspectInterval => TimeSpan.FromSeconds(SuspectIntervalSeconds);

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Zero: not probed.</summary>
    internal TimeSpan IntervalOf(Trunk trunk) => TimeSpan.FromSeconds(trunk.OptionsIntervalSeconds ?? IntervalSeconds);
}
