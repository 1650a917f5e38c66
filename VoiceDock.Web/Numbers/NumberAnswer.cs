using System.Text.Json.Serialization;

namespace VoiceDock.Web.Numbers;

public sealed record NumberAnswer(
    NumberDto Number,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings);
