using System.Text.Json;

namespace VoiceDock.Core.Assistants;

/// <summary>What an assistant may do, read from <c>llm_config.tools</c>.</summary>
/// <param name="Destinations">Of all transfer_call tools, in order.</param>
/// <param name="CanEndCall">An end_call tool is there.</param>
public sealed record AssistantTools(IReadOnlyList<TransferDestination> Destinations, bool CanEndCall)
{
    public static readonly AssistantTools None = new([], false);

    /// <summary>Reads a stored configuration; entries that do not fit (they are refused at write) are left out.</summary>
    /// <param name="llmConfig">JSON text of the block; null for none.</param>
    public static AssistantTools Read(string? llmConfig) => throw new NotImplementedException();

    /// <summary>
    /// The same configuration with these destinations in its transfer_call tool: all other keys and tools stay; no destination removes the tool.
    /// For the console's form; the result goes into <see cref="AssistantPatch.LlmConfig"/>.
    /// </summary>
    public static JsonElement WithDestinations(string? llmConfig, IReadOnlyList<TransferDestination> destinations) => throw new NotImplementedException();
}
