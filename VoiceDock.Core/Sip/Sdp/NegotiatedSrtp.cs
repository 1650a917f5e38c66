namespace VoiceDock.Core.Sip.Sdp;

/// <summary>Encrypted audio as agreed; both lines have the same suite.</summary>
/// <param name="Ours">With the key we encrypt with.</param>
/// <param name="Theirs">With the key they encrypt with.</param>
public sealed record NegotiatedSrtp(SdpCrypto Ours, SdpCrypto Theirs);
