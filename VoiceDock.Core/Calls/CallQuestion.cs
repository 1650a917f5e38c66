using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls;

/// <summary>Who answers is asked while the call rings.</summary>
/// <param name="Own">The number's assistant, who answers when nothing else is said; null: it has none.</param>
/// <param name="NobodyAnswers">Called when nobody was named either: the call is refused.</param>
internal sealed record CallQuestion(Assistant? Own, Action NobodyAnswers);
