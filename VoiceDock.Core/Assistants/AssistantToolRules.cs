using System.Text.Json;
using VoiceDock.Core.Assistants.Destinations;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Core.Assistants;

/// <summary>Judges <c>llm_config.tools</c> at write. Tools other than transfer_call are kept as they are.</summary>
internal static class AssistantToolRules
{
    /// <summary>Problems with the path of each, for example <c>llm_config.tools[0].destinations[2].number</c>.</summary>
    public static IEnumerable<(string Field, string What)> Problems(JsonElement llmConfig, DestinationPolicy policy)
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
                foreach (var problem in TransferCall(tool, path, policy)) yield return problem;
            }
        }
    }

    private static IEnumerable<(string Field, string What)> TransferCall(JsonElement tool, string path, DestinationPolicy policy)
    {
        var count = tool.TryGetProperty("destinations", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        if (count is < 1 or > AssistantTools.MostDestinations)
        {
            yield return ($"{path}.destinations", $"must be a list of 1 to {AssistantTools.MostDestinations} destinations");
            yield break;
        }

        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            foreach (var (field, what) in DestinationRules.Problems(entry, policy)) yield return ($"{path}.destinations[{index}]{field}", what);
        }
    }
}
