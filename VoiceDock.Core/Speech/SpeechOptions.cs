using System.ComponentModel.DataAnnotations;

namespace VoiceDock.Core.Speech;

/// <summary>Settings of spoken text, section <c>Speech</c>.</summary>
public sealed class SpeechOptions
{
    public const string Section = "Speech";

    /// <summary>
    /// Base address of a speech endpoint that is compatible with OpenAI's (<c>POST {base}/audio/speech</c>), such as <c>https://api.openai.com/v1</c>; empty: none,
    /// espeak-ng speaks.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>The model the endpoint is asked for.</summary>
    [RegularExpression("[!-~]{1,128}")]
    public string Model { get; set; } = "tts-1";

    /// <summary>The voice the endpoint is asked for.</summary>
    [RegularExpression("[ -~]{1,64}")]
    public string EndpointVoice { get; set; } = "alloy";

    /// <summary>What the endpoint sends: <c>wav</c>, or <c>pcm</c> (16 bit, 24 kHz, mono).</summary>
    [RegularExpression("wav|pcm")]
    public string Format { get; set; } = "wav";

    /// <summary>A file whose only content is the endpoint's key; empty: it wants none. Read at each use, so that a key can be changed while the program runs.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Private and loopback networks the endpoint may be in, such as <c>192.168.1.0/24</c>, with commas between; only there plain http is allowed.</summary>
    public string AllowedPrivateNetworks { get; set; } = "";

    /// <summary>espeak-ng's program; empty switches it off.</summary>
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
