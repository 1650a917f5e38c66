using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Option tags (RFC 3261 section 19.2) of the extensions we have.</summary>
internal static class OptionTags
{
    /// <summary>Reliable provisional responses (RFC 3262).</summary>
    public const string Reliable = "100rel";

    /// <summary>Session timers (RFC 4028).</summary>
    public const string Timer = "timer";

    /// <summary>True for an extension we may be required to use.</summary>
    public static bool IsKnown(string tag) => Is(tag, Reliable) || Is(tag, Timer);

    /// <summary>True when a Require or Supported header lists the tag.</summary>
    public static bool Has(SipMessage message, string header, string tag) => message.Headers.Has(header) && message.Values(header).Any(v => Is(v, tag));

    private static bool Is(string tag, string known) => tag.AsSpan().Trim().Equals(known, StringComparison.OrdinalIgnoreCase);
}
