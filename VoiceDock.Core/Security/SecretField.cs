namespace VoiceDock.Core.Security;

/// <summary>Which kind of secret a sealed blob holds. Both words are bound into the ciphertext: they never change once in use.</summary>
/// <param name="Table">The owning table, singular, wire spelling: <c>sip_trunk</c>.</param>
/// <param name="Name">The field: <c>password</c>.</param>
public readonly record struct SecretField(string Table, string Name)
{
    public static readonly SecretField TrunkPassword = new("sip_trunk", "password");

    public static readonly SecretField TrunkRegistrationPassword = new("sip_trunk", "registration_password");
}
