namespace VoiceDock.Web.Shared;

/// <summary>How much of a moment is shown.</summary>
public enum TimeShow
{
    DateTime,
    Date,

    /// <summary>Hours, minutes, seconds.</summary>
    Time,

    /// <summary>As <see cref="Time"/> with milliseconds, in 24 hours.</summary>
    Precise,

    /// <summary>"2 minutes ago", kept up to date by the browser.</summary>
    Ago,
}
