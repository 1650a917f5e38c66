using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

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

    public static SipEndKind For(TransportFault fault) => fault.Kind switch
    {
        TransportFaultKind.Timeout => SipEndKind.NoAnswer,
        TransportFaultKind.Tls => SipEndKind.TlsFailed,
        _ => SipEndKind.Unreachable,
    };

    public static SipExchangeOutcome OutcomeFor(TransportFault fault) => fault.Kind switch
    {
        TransportFaultKind.Timeout => SipExchangeOutcome.Timeout,
        TransportFaultKind.Tls => SipExchangeOutcome.TlsFailed,
        _ => SipExchangeOutcome.Unreachable,
    };

    /// <summary>The Reason header (RFC 3326), cleaned for a log; null when there is none.</summary>
    public static string? ReasonOf(SipMessage message) => message.Headers["Reason"] is { } reason ? SipText.Clean(reason) : null;
}
