namespace VoiceDock.Core.Trunks.Health;

/// <summary>A part of a <see cref="PeerFingerprint"/>.</summary>
internal enum FingerprintField
{
    Server,
    Allow,
    Codecs,
    Certificate,
}
