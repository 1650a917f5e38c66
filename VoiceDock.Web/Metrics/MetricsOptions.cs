using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Web.Metrics;

/// <summary>Who may read the figures of the program, section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    public const string Section = "Metrics";

    /// <summary>What a collector sends as its Bearer token. Null: there is no page of metrics, and nothing is collected.</summary>
    [RegularExpression("[!-~]{20,200}", ErrorMessage = "The setting Metrics:Token is too short or too long, or has blanks; allowed are 20 to 200 characters, such as the output of: openssl rand -hex 32")]
    public string? Token { get; set; }
}
