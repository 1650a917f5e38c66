namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>How a request outside a dialog came back.</summary>
public enum SipExchangeOutcome
{
    /// <summary>A final response came, whatever its status.</summary>
    Answered,

    /// <summary>No final response in time.</summary>
    Timeout,

    /// <summary>Nobody listens there (ICMP, or the connection was refused or broke), or the system refused to send.</summary>
    Unreachable,

    /// <summary>No TLS connection: the certificate was not accepted, or no common version; <c>Detail</c> says what.</summary>
    TlsFailed,

    /// <summary>The caller gave up.</summary>
    Cancelled,

    /// <summary>Challenged again after our digest answer: user name or password is wrong.</summary>
    AuthRefused,

    /// <summary>Challenged, and there are no credentials to answer with.</summary>
    AuthImpossible,

    /// <summary>Challenged for a realm, or from an address, that is not the trunk's own.</summary>
    ForeignRealm,

    /// <summary>Challenged only with algorithms we do not speak or are not allowed to.</summary>
    NoSupportedAlgorithm,
}
