using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What this stack tells others it can do.</summary>
internal static class SipCapabilities
{
    public const string Allow = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, PRACK, NOTIFY";

    public const string Accept = "application/sdp";

    /// <summary>Option tags we understand in Require.</summary>
    public const string Supported = $"{OptionTags.Reliable}, {OptionTags.Timer}";

    /// <summary>Allow, Accept and Supported, as an answer to OPTIONS shows them (11.2).</summary>
    public static void AddTo(SipMessage message)
    {
        message.Headers.Set("Allow", Allow);
        message.Headers.Set("Accept", Accept);
        message.Headers.Set("Supported", Supported);
    }
}
