using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Retention;

/// <summary>How long what has happened is kept. 0 keeps it for ever.</summary>
public sealed class RetentionOptions
{
    public const string Section = "History";

    /// <summary>Calls and their transfers, from their arrival, in days.</summary>
    [Range(0, 36_500)]
    public int Days { get; set; } = 365;

    /// <summary>SIP messages of ended calls, in days.</summary>
    [Range(0, 36_500)]
    public int TraceDays { get; set; } = 30;

    /// <summary>The audit log, in days.</summary>
    [Range(0, 36_500)]
    public int AuditDays { get; set; } = 730;

    /// <summary>
    /// Above this much data in the database, in MB (1,048,576 bytes), the oldest SIP messages go, then the oldest calls. The file itself does not shrink: what
    /// is free in it is used again.
    /// </summary>
    [Range(0, 1_048_576)]
    public int MaxMegabytes { get; set; } = 2_048;
}
