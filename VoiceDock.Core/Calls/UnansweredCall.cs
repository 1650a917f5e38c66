namespace VoiceDock.Core.Calls;

/// <summary>A call that reached us and was not answered, with the cause a person can act on.</summary>
/// <param name="Cause">Slug: unknown_number, inactive_number, no_assistant, inactive_assistant, unknown_source, capacity, loop.</param>
/// <param name="Sentence">The cause in words and what to do.</param>
/// <param name="Source">Address the call came from.</param>
public sealed record UnansweredCall(DateTime At, string Cause, string Sentence, string? Caller, string? Dialled, string Source, int Count = 1);
