using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Calls.Drain;

/// <summary>How the program is stopped while calls live, section <c>Drain</c>.</summary>
public sealed class DrainOptions
{
    public const string Section = "Drain";

    /// <summary>How long live calls may go on after the program was asked to stop, in seconds; 0: they end at once.</summary>
    [Range(0, 86_400, ErrorMessage = "The setting Drain:MaxSeconds is wrong; allowed are 0 to 86400.")]
    public double MaxSeconds { get; set; } = 300;
}
