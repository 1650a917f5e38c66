using System.Text.Json.Serialization;

namespace VoiceDock.Web.Api;

/// <summary>The body of every answer that is not a 2xx. Both texts are always strings: clients print them as they are.</summary>
/// <param name="Error">Short title of the status.</param>
/// <param name="Message">A sentence for people, without internals.</param>
/// <param name="Code">snake_case, for machines.</param>
/// <param name="Details"><c>"field: what"</c>, absent when the message says it all.</param>
public sealed record ErrorBody(
    string Error,
    string Message,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Details);
