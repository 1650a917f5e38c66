using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VoiceDock.Core.Webhooks;

/// <summary>What proves to a receiver that a delivery is ours.</summary>
internal static class WebhookSignature
{
    private const string StandardPrefix = "whsec_";

    /// <summary>Adds event, time and id; with a secret the signatures, in the official form and in that of Standard Webhooks.</summary>
    /// <param name="id">The same for every repetition of a delivery.</param>
    /// <param name="secret">UTF-8; null: unsigned.</param>
    public static void Sign(HttpRequestMessage request, string name, string id, DateTimeOffset now, byte[] body, byte[]? secret)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Webhook-Event", name);
        request.Headers.Add("X-Webhook-Timestamp", seconds);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds);
        if (secret is null) return;
        request.Headers.Add("X-Webhook-Signature", "sha256=" + Convert.ToHexStringLower(Hmac(secret, $"{seconds}.", body)));
        var key = StandardKey(secret);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(Hmac(key, $"{id}.{seconds}.", body)));
        if (!ReferenceEquals(key, secret)) CryptographicOperations.ZeroMemory(key);
    }

    private static byte[] Hmac(byte[] key, string head, byte[] body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes(head));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }

    // The base64 part of a whsec_ secret is the key; any other secret is one as it stands.
    private static byte[] StandardKey(byte[] secret)
    {
        if (!secret.AsSpan().StartsWith("whsec_"u8)) return secret;
        var key = new byte[secret.Length];
        return Convert.TryFromBase64String(Encoding.UTF8.GetString(secret)[StandardPrefix.Length..], key, out var length) ? key[..length] : secret;
    }
}
