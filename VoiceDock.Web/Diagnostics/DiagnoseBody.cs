namespace VoiceDock.Web.Diagnostics;

/// <summary>An order to the trunk doctor as sent.</summary>
public sealed class DiagnoseBody
{
    public string? Mode { get; set; }

    public string? Destination { get; set; }

    public IReadOnlyList<string>? Checks { get; set; }
}
