using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>The session description a message carries.</summary>
internal static class SdpBody
{
    private const string ContentType = "application/sdp";

    /// <summary>Null when there is none.</summary>
    public static string? Of(SipMessage message) =>
        message.Body.Length > 0 && IsSdp(message) ? Encoding.UTF8.GetString(message.Body) : null;

    /// <summary>True when the body, if any, is one we can read.</summary>
    public static bool IsReadable(SipMessage message) =>
        message.Body.Length == 0 || (IsSdp(message) && message.Headers["Content-Encoding"] is null or "identity");

    /// <summary>True unless the Accept header leaves out the kind of body every answer of ours has (RFC 3261 20.1; without the header it is
    /// application/sdp).</summary>
    public static bool IsAccepted(SipMessage request)
    {
        if (!request.Headers.Has("Accept")) return true;
        foreach (var value in request.Values("Accept"))
        {
            var semicolon = value.IndexOf(';', StringComparison.Ordinal);
            var range = (semicolon < 0 ? value : value[..semicolon]).Trim().ToLowerInvariant();
            if (range is ContentType or "application/*" or "*/*") return true;
        }

        return false;
    }

    public static void Set(SipMessage message, string sdp)
    {
        message.Headers.Set("Content-Type", ContentType);
        message.Body = Encoding.UTF8.GetBytes(sdp);
    }

    private static bool IsSdp(SipMessage message)
    {
        var type = (message.Headers["Content-Type"] ?? "").AsSpan();
        var semicolon = type.IndexOf(';');
        return (semicolon < 0 ? type : type[..semicolon]).Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase);
    }
}
