using VoiceDock.Core.Security;

namespace VoiceDock.Core.SpeechModels;

/// <summary>A speech model's sealed key, in a row of its own so that no list or form loads it.</summary>
internal sealed class SpeechModelSecret
{
    /// <summary>Bound into the seal; never changes.</summary>
    public static readonly SecretField Field = new("speech_model", "api_key");

    public Guid SpeechModelId { get; set; }

    public required ProtectedSecret ApiKey { get; set; }
}
