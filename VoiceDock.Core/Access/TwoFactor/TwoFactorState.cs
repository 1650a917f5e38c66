namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>How a person's two-factor stands.</summary>
/// <param name="Since">UTC; when the app was confirmed. Null = off.</param>
/// <param name="CodesLeft">Recovery codes not used yet.</param>
public sealed record TwoFactorState(DateTime? Since, int CodesLeft)
{
    public bool IsOn => Since is not null;
}
