namespace VoiceDock.Core.SpeechModels;

/// <summary>A stored speech model: the one of this server, or what one assistant has of its own. Read-only outside the core. Its key is not in here.</summary>
public sealed class SpeechModel
{
    /// <summary>The row of the server's own model.</summary>
    public static readonly Guid ServerId = new("01900000-0000-7000-8000-000000000001");

    /// <summary><see cref="ServerId"/>, or the assistant's id.</summary>
    public Guid Id { get; internal set; }

    /// <summary>Null: the server's.</summary>
    public Guid? AssistantId { get; internal set; }

    /// <summary>Calls talk through it. Off at an assistant: its calls go to the attendant, whatever the server has.</summary>
    public bool IsOn { get; internal set; }

    /// <summary>Base address as it was typed; null at an assistant: the server's, with its key.</summary>
    public string? Url { get; internal set; }

    public string? Model { get; internal set; }

    public string? Voice { get; internal set; }

    /// <summary>The model that writes down what the caller says.</summary>
    public string? Transcription { get; internal set; }

    public SpeechModelEvents Events { get; internal set; }

    public SpeechModelAudio Audio { get; internal set; }

    public bool HasKey { get; internal set; }

    /// <summary>UTC.</summary>
    public DateTime? KeySetAt { get; internal set; }

    public string? KeySetBy { get; internal set; }

    public DateTime UpdatedAt { get; internal set; }

    /// <summary>Grows with every key; part of the seal.</summary>
    internal int SecretVersion { get; set; }
}
