namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Why a REGISTER made no binding.</summary>
public enum RegistrationFailureKind
{
    /// <summary>The registrar's name has no address we may call.</summary>
    NoTarget,

    /// <summary>No final response in time.</summary>
    Silent,

    /// <summary>Nobody listens there.</summary>
    PortClosed,

    /// <summary>No TLS connection.</summary>
    TlsFailed,

    /// <summary>Challenged again after our digest answer.</summary>
    CredentialsRefused,

    /// <summary>Challenged, and there is no password to answer with.</summary>
    NoCredentials,

    /// <summary>Challenged for another realm than the trusted one.</summary>
    ForeignRealm,

    /// <summary>Challenged only with algorithms we do not have or may not use.</summary>
    NoSupportedAlgorithm,

    /// <summary>Answered with another status than 2xx.</summary>
    Status,

    /// <summary>Answered 200, but for a binding of no time at all.</summary>
    NoBinding,
}
