using System.Security.Cryptography;

namespace VoiceDock.Web.Layout;

/// <summary>The random word that marks this answer's own inline scripts.</summary>
public static class CspNonces
{
    private static readonly object Key = new();

    /// <summary>The nonce of this request; made on first use, 128 bits.</summary>
    public static string CspNonce(this HttpContext context)
    {
        if (context.Items[Key] is string made)
            return made;
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[Key] = nonce;
        return nonce;
    }
}
