namespace VoiceDock.Core.Diagnostics;

/// <summary>Where a run stands.</summary>
public enum ReportStatus
{
    Running,
    Done,

    /// <summary>Given up by a person, by the time limit, or by the end of the program.</summary>
    Cancelled,
}
