using System.Text.Json.Serialization;

namespace VoiceDock.Web.Api;

public sealed record SuccessBody(
    bool Success,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null);
