namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Result of <see cref="SipSession.ReinviteAsync"/>.</summary>
/// <param name="Accepted">True for a 2xx; the ACK has been sent.</param>
/// <param name="StatusCode">The final status; null when no response came or the session ended meanwhile.</param>
/// <param name="Sdp">The answer, when accepted.</param>
public sealed record SipReinviteOutcome(bool Accepted, int? StatusCode, string? Sdp);
