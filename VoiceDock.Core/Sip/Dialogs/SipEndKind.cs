namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Why a session ended.</summary>
public enum SipEndKind
{
    /// <summary>We sent BYE.</summary>
    LocalBye,

    /// <summary>The other side sent BYE.</summary>
    RemoteBye,

    /// <summary>We gave up an outbound call before it was answered.</summary>
    Cancelled,

    /// <summary>The caller gave up before we answered.</summary>
    RemoteCancel,

    /// <summary>A final response of 300 or above, theirs (outbound) or ours (inbound).</summary>
    Rejected,

    /// <summary>No response at all in <see cref="SipTimers.NoAnswer"/>.</summary>
    NoAnswer,

    /// <summary>Nobody listens there (ICMP, or the connection was refused or broke), or the system refused to send.</summary>
    Unreachable,

    /// <summary>No TLS connection: the certificate was not accepted, or no common version; <c>Detail</c> says what.</summary>
    TlsFailed,

    /// <summary>Challenged again after our digest answer: user name or password is wrong.</summary>
    AuthRefused,

    /// <summary>Challenged, and there are no credentials to answer with.</summary>
    AuthImpossible,

    /// <summary>Challenged for a realm, or from an address, that is not the trunk's own.</summary>
    ForeignRealm,

    /// <summary>Challenged only with algorithms we do not speak or are not allowed to.</summary>
    NoSupportedAlgorithm,

    /// <summary>Our 2xx was never acknowledged.</summary>
    AckTimeout,

    /// <summary>The other side broke the protocol so that the call cannot go on.</summary>
    ProtocolError,

    /// <summary>The other side no longer knows the call (408 or 481 to a request of ours).</summary>
    SessionLost,

    /// <summary>The agent was disposed.</summary>
    Shutdown,
}
