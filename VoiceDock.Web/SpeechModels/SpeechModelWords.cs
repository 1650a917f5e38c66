namespace VoiceDock.Web.SpeechModels;

/// <summary>The choices of a speech model in words.</summary>
public static class SpeechModelWords
{
    public static readonly IReadOnlyList<(string Value, string Words)> Audio = [("pcmu", "G.711 µ-law, 8 kHz"), ("pcm24", "Linear, 24 kHz")];

    public static readonly IReadOnlyList<(string Value, string Words)> Events = [("auto", "Find out"), ("current", "Current"), ("previous", "Previous (beta)")];
}
