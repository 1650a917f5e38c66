namespace VoiceDock.Core.Media.Srtp;

/// <summary>From a master key to the keys packets are made with (RFC 3711 4.3), at a key derivation rate of 0: once.</summary>
internal static class SrtpKeyDerivation
{
    public const byte RtpEncryption = 0;
    public const byte RtpAuthentication = 1;
    public const byte RtpSalt = 2;
    public const byte RtcpEncryption = 3;
    public const byte RtcpAuthentication = 4;
    public const byte RtcpSalt = 5;

    public const int EncryptionLength = 16;
    public const int AuthenticationLength = 20;
    public const int SaltLength = 14;

    // key_id is seven bytes, the label in front of the packet index, which is zero here; it lies at the end of the salt.
    private const int LabelAt = SaltLength - 7;

    /// <param name="master">16 bytes of master key, 14 of master salt.</param>
    /// <param name="label">What for: one of the constants above.</param>
    /// <param name="key">Filled.</param>
    public static void Derive(ReadOnlySpan<byte> master, byte label, Span<byte> key)
    {
        Span<byte> x = stackalloc byte[SaltLength];
        master.Slice(EncryptionLength, SaltLength).CopyTo(x);
        x[LabelAt] ^= label;
        key.Clear();
        using var prf = new AesCounter(master[..EncryptionLength], x);
        prf.Apply(key, 0, 0);
    }
}
