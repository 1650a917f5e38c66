using System.Text.Json;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Assistants;

/// <summary>Judges <c>llm_config.tools</c> at write. Tools other than transfer_call are kept as they are.</summary>
internal static class AssistantToolRules
{
    /// <summary>Problems with the path of each, for example <c>llm_config.tools[0].destinations[2].number</c>.</summary>
    public static IEnumerable<(string Field, string What)> Problems(JsonElement llmConfig)
    {
        if (!llmConfig.TryGetProperty("tools", out var tools) || tools.ValueKind == JsonValueKind.Null) yield break;
        if (tools.ValueKind != JsonValueKind.Array)
        {
            yield return ("llm_config.tools", "must be a list");
            yield break;
        }

        foreach (var (index, tool) in tools.EnumerateArray().Index())
        {
            var path = $"llm_config.tools[{index}]";
            if (tool.ValueKind != JsonValueKind.Object) yield return (path, "must be an object");
            else if (AssistantTools.IsTransferCall(tool))
            {
                foreach (var problem in TransferCall(tool, path)) yield return problem;
            }
        }
    }

    private static IEnumerable<(string Field, string What)> TransferCall(JsonElement tool, string path)
    {
        var count = tool.TryGetProperty("destinations", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        if (count is < 1 or > AssistantTools.MostDestinations)
        {
            yield return ($"{path}.destinations", $"must be a list of 1 to {AssistantTools.MostDestinations} destinations");
            yield break;
        }

        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            foreach (var (field, what) in Destination(entry)) yield return ($"{path}.destinations[{index}]{field}", what);
        }
    }

    private static IEnumerable<(string Field, string What)> Destination(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            yield return ("", "must be an object");
            yield break;
        }

        if (entry.TryGetProperty("type", out var type) && !type.ValueEquals("number")) yield return (".type", "must be number");
        if (Number(AssistantTools.TextOf(entry, "number")) is { } number) yield return (".number", number);
        if (AssistantTools.TextOf(entry, "description") is not { } description) yield return (".description", "is required");
        else if (FieldText.Length(description, AssistantTools.LongestDescription) is { } what) yield return (".description", what);
        if (entry.TryGetProperty("message", out var message) && message.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            yield return (".message", "must be text");
        else if (AssistantTools.TextOf(entry, "message") is { Length: > AssistantTools.LongestMessage })
            yield return (".message", $"must have at most {AssistantTools.LongestMessage} characters");
    }

    private static string? Number(string? text)
    {
        if (text is null) return "is required";
        if (!DialTarget.TryParse(text, out var target)) return "must be a number in the form +31612345678, or an extension";
        return target.IsNumber && DestinationPolicy.WhyRefused(target.Value) is { } reason ? $"is {reason}; such calls are not allowed" : null;
    }
}
