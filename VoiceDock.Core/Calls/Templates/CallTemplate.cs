using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls.Templates;

/// <summary>
/// Fills a text's placeholders with what is known of a call: <c>{caller}</c>, <c>{caller_name}</c>, <c>{number}</c> (the number of ours that was
/// called), <c>{assistant}</c>, <c>{summary}</c>, <c>{call_id}</c>. Pure.
/// </summary>
public static class CallTemplate
{
    /// <summary>The text with its values; one that is not known is empty, and none brings a control character or a line break along.</summary>
    /// <param name="summary">What was talked about so far; null: nothing is known.</param>
    public static string Fill(string template, CallView call, string? summary) => CallPlaceholders.Fill(template, name => Value(name, call, summary));

    /// <summary>One placeholder's value; empty when it is not known.</summary>
    internal static string Value(string name, CallView call, string? summary) => FieldText.OneLine(name switch
    {
        "caller" => call.Caller,
        "caller_name" => call.CallerName,
        "number" => call.Number,
        "assistant" => call.AssistantName,
        "summary" => summary,
        "call_id" => call.Id.ToString(),
        _ => null,
    } ?? "");
}
