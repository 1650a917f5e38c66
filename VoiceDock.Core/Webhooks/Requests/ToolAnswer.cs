using System.Text.Json;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>What a tool answered, as the model is told: <c>{results: [{tool_call_id, result}]}</c>, <c>{result}</c>, <c>{error}</c> or a bare object.</summary>
internal static class ToolAnswer
{
    public static string Read(byte[] answer, string toolCallId)
    {
        if (answer.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return "{}";
        try
        {
            using var document = JsonDocument.Parse(answer);
            var said = document.RootElement;
            if (said.ValueKind != JsonValueKind.Object || !said.TryGetProperty("results", out var results)) return One(said);
            if (results.ValueKind != JsonValueKind.Array) return Failure("The tool's results are no list.");
            var all = results.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).ToList();
            var mine = all.Where(r => r.TryGetProperty("tool_call_id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() == toolCallId).Take(1).ToList();
            return mine.Count == 1 ? One(mine[0]) : Failure("The tool did not answer this call.");
        }
        catch (JsonException)
        {
            return Failure("The tool's answer is no JSON, or longer than 64 KB.");
        }
    }

    public static string Failure(string words) => JsonSerializer.Serialize(new { error = words });

    private static string One(JsonElement said)
    {
        if (said.ValueKind != JsonValueKind.Object) return Text(said);
        if (said.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            return $$"""{"error":{{error.GetRawText()}}}""";
        return said.TryGetProperty("result", out var result) ? Text(result) : said.GetRawText();
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
