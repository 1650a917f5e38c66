namespace VoiceDock.Core.Assistants;

/// <summary>A tool of the assistant's own list that its model calls: one that somebody else answers, over a webhook.</summary>
/// <param name="Id">The model's id of the call.</param>
/// <param name="Name">The function's name, one of the assistant's <c>llm_config.tools</c>.</param>
/// <param name="Arguments">JSON text, as the model wrote it; not judged.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);
