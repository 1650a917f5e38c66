using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Diagnostics;

/// <summary>Limits of the doctor, section <c>Doctor</c>.</summary>
public sealed class DoctorOptions
{
    public const string Section = "Doctor";

    /// <summary>Runs a person or key may start within a minute.</summary>
    [Range(1, 60)]
    public int RunsPerMinute { get; set; } = 5;

    /// <summary>Runs a person or key may have at once.</summary>
    [Range(1, 20)]
    public int RunsAtOnce { get; set; } = 2;

    /// <summary>A run without a call ends after this time, in seconds.</summary>
    [Range(5, 120)]
    public double SilentSeconds { get; set; } = 15;

    /// <summary>A run with a call ends after this time, in seconds.</summary>
    [Range(20, 300)]
    public double CallSeconds { get; set; } = 75;

    /// <summary>Reports kept of each trunk; older ones are deleted.</summary>
    [Range(1, 1000)]
    public int ReportsPerTrunk { get; set; } = 50;

    /// <summary>Reports kept of addresses and forms that were not saved.</summary>
    [Range(1, 1000)]
    public int ReportsUnsaved { get; set; } = 100;

    internal TimeSpan LimitOf(DoctorMode mode) => TimeSpan.FromSeconds(mode is DoctorMode.Silent or DoctorMode.DryRun ? SilentSeconds : CallSeconds);
}
