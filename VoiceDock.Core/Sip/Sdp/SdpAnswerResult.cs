namespace VoiceDock.Core.Sip.Sdp;

/// <summary>Our answer with what it agrees to, or why there is none.</summary>
/// <param name="Problem">A sentence for a log or a screen, cleaned of the peer's controls; answer 488 then.</param>
public sealed record SdpAnswerResult(string? Sdp, NegotiatedAudio? Audio, string? Problem);
