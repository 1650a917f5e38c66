using Microsoft.Extensions.Options;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.SpeechModels;

/// <summary>What a speech model may look like; one place for form and API.</summary>
public sealed class SpeechModelRules(HttpTargets targets, IOptions<SpeechModelOptions> options)
{
    public const int LongestModel = 128;
    public const int LongestVoice = 64;
    public const int LongestKey = 1024;

    /// <summary>All problems with wire field names; empty when the input is fine.</summary>
    /// <param name="stored">What the input changes; null for a new one.</param>
    public IReadOnlyList<(string Field, string What)> Problems(SpeechModelInput input, bool isOfServer, SpeechModel? stored)
    {
        List<(string Field, string What)> problems = [];
        Report(problems, "url", input.Url is null ? (isOfServer ? "is required" : null) : Address(input.Url));
        Report(problems, "model", FieldText.Line(input.Model, LongestModel));
        Report(problems, "voice", FieldText.Line(input.Voice, LongestVoice));
        Report(problems, "transcription", FieldText.Line(input.Transcription, LongestModel));
        Report(problems, "events", Name<SpeechModelEvents>(input.Events));
        Report(problems, "audio", Name<SpeechModelAudio>(input.Audio));
        Report(problems, "key", Key(input, stored));
        return problems;
    }

    private string? Address(string text) =>
        FieldText.Line(text, 2048) ?? (SpeechModelAddress.Of(text) is not { } address
            ? "must be an https or wss address without user name and query, such as https://api.openai.com/v1"
            : targets.Problem(address, options.Value.Networks) is { } reason ? $"is not allowed as a target: {reason} (setting SpeechModels:AllowedPrivateNetworks)" : null);

    // A key is bound to the address it was given for: whoever may change the address cannot send it elsewhere.
    private static string? Key(SpeechModelInput input, SpeechModel? stored)
    {
        if (input.Key is { } key)
            return FieldText.Length(key, LongestKey) ?? (key.Any(c => c is <= ' ' or > '~') ? "must be visible ASCII characters without blanks" : input.Url is null ? "belongs to an address: enter the address too" : null);
        return stored is { HasKey: true } && !input.RemovesKey && input.Url != stored.Url ? "must be entered again when the address changes" : null;
    }

    private static string? Name<T>(string? text)
        where T : struct, Enum => text is null || WireName.TryParse<T>(text, out _) ? null : $"must be one of {string.Join(", ", WireName.All<T>())}";

    private static void Report(List<(string Field, string What)> problems, string field, string? what)
    {
        if (what is not null) problems.Add((field, what));
    }
}
