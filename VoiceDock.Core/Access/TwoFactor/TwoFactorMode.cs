namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>Of whom two-factor is asked: the setting <c>Security:TwoFactor</c>.</summary>
public enum TwoFactorMode
{
    /// <summary>Everybody as they like.</summary>
    Optional,

    Admins,

    Everyone,
}
