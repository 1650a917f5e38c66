using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>What the stack answers by itself, as a plain table.</summary>
internal static class DefaultAnswers
{
    /// <summary>The status for a request nobody else answers.</summary>
    public static int StatusFor(string method, bool inDialog) => method switch
    {
        SipMethods.Options => 200,
        SipMethods.Bye or SipMethods.Cancel or SipMethods.Prack or SipMethods.Notify => 481,
        SipMethods.Info or SipMethods.Update when !inDialog => 481,
        // A peer must not move our calls elsewhere.
        SipMethods.Refer => 603,
        _ => 405,
    };
}
