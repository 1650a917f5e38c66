using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Speech;

/// <summary>Settings of spoken text, section <c>Speech</c>.</summary>
public sealed class SpeechOptions
{
    public const string Section = "Speech";

    /// <summary>espeak-ng's program; empty switches speech off.</summary>
    public string Program { get; set; } = "espeak-ng";

    /// <summary>Voice of espeak-ng, such as <c>en-gb</c> or <c>nl</c>.</summary>
    [RegularExpression("[A-Za-z0-9+_-]{1,40}")]
    public string Voice { get; set; } = "en-gb";

    /// <summary>Words a minute.</summary>
    [Range(80, 400)]
    public int Speed { get; set; } = 155;

    /// <summary>Longest time one text may take to render, in seconds.</summary>
    [Range(1, 60)]
    public int RenderSeconds { get; set; } = 5;
}
