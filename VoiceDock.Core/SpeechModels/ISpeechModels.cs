using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Which speech model an assistant talks through.</summary>
internal interface ISpeechModels
{
    /// <summary>Null: none, its calls go to the attendant. From memory; safe from any thread.</summary>
    SpeechModelTarget? For(Assistant assistant);
}
