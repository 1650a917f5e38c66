namespace VoiceDock.Core.Sip.Sdp;

/// <summary>What the far end's answer agrees to, or why it cannot be used.</summary>
/// <param name="Problem">A sentence for a log or a screen, cleaned of the peer's controls.</param>
public sealed record SdpReadResult(NegotiatedAudio? Audio, string? Problem);
