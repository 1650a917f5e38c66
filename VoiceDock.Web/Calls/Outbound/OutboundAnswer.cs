using System.Text.Json.Serialization;

namespace VoiceDock.Web.Calls.Outbound;

/// <summary>A call is about to be dialled. Accepted is not answered: the outcome is on the call.</summary>
public sealed record OutboundAnswer(
    bool Success,
    Guid CallId,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    public static OutboundAnswer Of(Guid callId, IReadOnlyList<string>? warnings = null) => new(true, callId, "dialing", warnings);
}
