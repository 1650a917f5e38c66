using System.Text.Json.Serialization;

namespace VoiceDock.Web.Calls;

/// <summary>A command was taken. Accepted is not connected: the outcome is on the transfer.</summary>
public sealed record ControlAnswer(
    bool Success,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? TransferId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null);
