using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Security;

/// <summary>Compares secrets in a time that says nothing of where they differ.</summary>
public static class SecretText
{
    /// <summary>Whether a text somebody sent is the secret. Its length alone may be told by the time.</summary>
    public static bool IsEqual(string given, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));
}
