using System.Security.Cryptography;

namespace VoiceDock.Core.Access;

/// <summary>The value whose change ends a person's sign-ins.</summary>
internal static class SecurityStamps
{
    /// <summary>160 random bits in hexadecimal.</summary>
    public static string Create() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
