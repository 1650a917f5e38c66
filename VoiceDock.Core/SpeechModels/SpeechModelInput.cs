namespace VoiceDock.Core.SpeechModels;

/// <summary>What a speech model should be; the model of the form. Not a record, so that it cannot print the key.</summary>
public sealed class SpeechModelInput
{
    public bool IsOn { get; set; }
    public string? Url { get; set; }
    public string? Model { get; set; }
    public string? Voice { get; set; }
    public string? Transcription { get; set; }

    /// <summary>Wire name; null means <c>auto</c>.</summary>
    public string? Events { get; set; }

    /// <summary>Wire name; null means <c>pcmu</c>.</summary>
    public string? Audio { get; set; }

    /// <summary>Write-only: null keeps the stored one. A new address on a model with a key needs its key again.</summary>
    public string? Key { get; set; }

    /// <summary>Forgets the stored key.</summary>
    public bool RemovesKey { get; set; }

    /// <summary>The stored model as input, without its key: what the form starts from.</summary>
    public static SpeechModelInput From(SpeechModel? stored) => stored is null ? new SpeechModelInput { IsOn = true } : new SpeechModelInput
    {
        IsOn = stored.IsOn,
        Url = stored.Url,
        Model = stored.Model,
        Voice = stored.Voice,
        Transcription = stored.Transcription,
        Events = Common.WireName.Of(stored.Events),
        Audio = Common.WireName.Of(stored.Audio),
    };
}
