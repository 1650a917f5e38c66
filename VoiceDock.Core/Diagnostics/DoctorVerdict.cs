namespace VoiceDock.Core.Diagnostics;

/// <summary>The worst of a report's checks.</summary>
public enum DoctorVerdict
{
    Ok,
    Warning,
    Problem,
}
