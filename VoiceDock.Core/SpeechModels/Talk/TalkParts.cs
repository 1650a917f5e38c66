using Microsoft.Extensions.Logging;
using VoiceDock.Core.Attendant;
using VoiceDock.Core.Speech;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>What every session of a speech model shares.</summary>
internal sealed record TalkParts(TalkDoor Door, ISpeech Speech, AttendantSessions Attendants, TimeProvider Time, ILogger<SpeechModelSession> Log);
