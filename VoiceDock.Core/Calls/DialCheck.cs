namespace VoiceDock.Core.Calls;

/// <summary>One thing a transfer is checked for.</summary>
/// <param name="Code">Machine word: <c>ok</c>, or the code of the refusal, such as <c>destination_not_allowed</c>.</param>
/// <param name="Words">What was found, for a person.</param>
/// <param name="Advice">What to do; empty when nothing, or when the words say it.</param>
public sealed record DialCheck(DialStep Step, DialVerdict Verdict, string Code, string Words, string Advice = "");
