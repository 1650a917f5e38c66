using System.Text.Json;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>Results of a model's functions, as JSON it can use.</summary>
internal static class TalkResults
{
    public const string UnknownDestination =
        """{"status":"failed","reason":"unknown_destination","message":"That is no destination of the list. Choose one of those listed, or tell the caller that it is not possible."}""";

    public const string UnknownFunction = """{"status":"failed","reason":"unknown_function","message":"There is no such function."}""";

    public static string Of(TransferOutcome outcome) => JsonSerializer.Serialize(new
    {
        status = outcome.Reason == "completed" ? "completed" : "failed",
        reason = outcome.Reason,
        destination = outcome.Name,
        message = outcome.Explanation,
    });

    public static string InWords(TransferOutcome outcome) => outcome.Reason == "completed"
        ? $"The caller has spoken with {outcome.Name} and is with you again."
        : $"The transfer to {outcome.Name} did not come about ({outcome.Reason}): {outcome.Explanation} The caller is with you again.";
}
