namespace VoiceDock.Core.Trunks.Health;

/// <summary>Why a trunk's state is what it is, where the state alone does not say it.</summary>
public enum HealthReason
{
    /// <summary>Up, and answers 503: it cannot serve now.</summary>
    Busy,

    /// <summary>Up, known from calls: it ignores OPTIONS.</summary>
    NoOptions,

    Timeout,

    /// <summary>The machine says that nothing listens there.</summary>
    Unreachable,
    DnsFailed,
    TargetRefused,
    TlsFailed,

    /// <summary>Our own password for it does not open; nothing is sent.</summary>
    CredentialsUnreadable,

    /// <summary>Suspect: it was down, and has to answer a few times more.</summary>
    Returning,

    /// <summary>Suspect because it changes too often.</summary>
    Flapping,
}
