using VoiceDock.Core.Security;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>What a person puts into their authenticator app. Shown while it is set up, never again.</summary>
/// <param name="Key">Base32, in groups of four for typing.</param>
/// <param name="Uri">The same for the QR code, in the form the apps share (<c>otpauth://totp/…</c>).</param>
public sealed record AuthenticatorSetUp(string Key, string Uri)
{
    internal static AuthenticatorSetUp Of(ReadOnlySpan<byte> key, string userName)
    {
        var text = Base32.Encode(key);
        var label = System.Uri.EscapeDataString($"VoiceDock:{userName}");
        return new AuthenticatorSetUp(
            string.Join(' ', text.Chunk(4).Select(part => new string(part))),
            $"otpauth://totp/{label}?secret={text}&issuer=VoiceDock&algorithm=SHA1&digits={Totp.Digits}&period={Totp.StepSeconds}");
    }

    public override string ToString() => ProtectedSecret.Mask;
}
