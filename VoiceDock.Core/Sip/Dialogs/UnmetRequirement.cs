using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>RFC 3261 8.2.2.3: extensions a request insists on and we do not have.</summary>
internal static class UnmetRequirement
{
    /// <summary>The value for Unsupported; null when nothing is required. ACK and CANCEL are never refused for it.</summary>
    public static string? Of(SipRequest request)
    {
        if (!request.Headers.Has("Require") || request.Method is SipMethods.Ack or SipMethods.Cancel) return null;
        var unknown = string.Join(", ", request.Values("Require").Where(tag => tag.Length > 0 && !OptionTags.IsKnown(tag)));
        return unknown.Length == 0 ? null : unknown;
    }
}
