using System.Text.Json;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Webhooks.Requests;

/// <summary>A tool's own address, from <c>llm_config.tools</c>.</summary>
internal static class ToolAddress
{
    /// <returns>Its <c>url</c>, or that of its <c>server</c>; null: none.</returns>
    public static string? Of(string? llmConfig, string name)
    {
        if (JsonText.Parse(llmConfig) is not { ValueKind: JsonValueKind.Object } config) return null;
        if (!config.TryGetProperty("tools", out var tools) || tools.ValueKind != JsonValueKind.Array) return null;
        foreach (var tool in tools.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Object))
        {
            var function = Part(tool, "function");
            if ((Text(function, "name") ?? Text(tool, "name")) == name) return Text(tool, "url") ?? Text(function, "url") ?? Text(Part(tool, "server"), "url");
        }
        return null;
    }

    private static JsonElement Part(JsonElement thing, string name) => thing.TryGetProperty(name, out var part) ? part : default;

    private static string? Text(JsonElement thing, string name) => AssistantTools.TextOf(thing, name) is { Length: > 0 } text ? text : null;
}
