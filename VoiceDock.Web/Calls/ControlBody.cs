namespace VoiceDock.Web.Calls;

/// <summary>A control command as sent.</summary>
public sealed class ControlBody
{
    public string? Type { get; set; }

    public string? Destination { get; set; }

    public string? Message { get; set; }

    public string? Content { get; set; }

    public bool? EndAfter { get; set; }

    public bool? TriggerResponse { get; set; }

    public bool? IgnoreHours { get; set; }

    public string? Method { get; set; }

    public string? Summary { get; set; }

    public Guid? TransferId { get; set; }
}
