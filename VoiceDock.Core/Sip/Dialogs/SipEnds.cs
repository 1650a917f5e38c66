using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Small mappings around the end of things.</summary>
internal static class SipEnds
{
    public static SipEndKind For(AuthProblem problem) => problem switch
    {
        AuthProblem.Impossible => SipEndKind.AuthImpossible,
        AuthProblem.Foreign => SipEndKind.ForeignRealm,
        AuthProblem.Unsupported => SipEndKind.NoSupportedAlgorithm,
        _ => SipEndKind.AuthRefused,
    };

    public static SipExchangeOutcome OutcomeFor(AuthProblem problem) => problem switch
    {
        AuthProblem.Impossible => SipExchangeOutcome.AuthImpossible,
        AuthProblem.Foreign => SipExchangeOutcome.ForeignRealm,
        AuthProblem.Unsupported => SipExchangeOutcome.NoSupportedAlgorithm,
        _ => SipExchangeOutcome.AuthRefused,
    };

    /// <summary>The Reason header (RFC 3326), cleaned for a log; null when there is none.</summary>
    public static string? ReasonOf(SipMessage message) => message.Headers["Reason"] is { } reason ? SipText.Clean(reason) : null;
}
