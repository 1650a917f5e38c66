namespace VoiceDock.Core.Assistants;

/// <summary>How a transfer ended for a caller who is back with the assistant.</summary>
/// <param name="Name">The destination's description, else what was dialled.</param>
/// <param name="Reason">Typed reason of the API contract, such as <c>busy</c>; <c>completed</c> after a conversation.</param>
/// <param name="Explanation">In plain words, for the person at the console and for a speech model.</param>
/// <param name="Spoken">What the attendant tells the caller; null: nothing.</param>
/// <param name="ByAssistant">The assistant's own tool asked for the transfer.</param>
public sealed record TransferOutcome(string Name, string Reason, string Explanation, string? Spoken, bool ByAssistant);
