namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Why a challenge was not answered.</summary>
internal enum AuthProblem
{
    /// <summary>It was answered before: the password is wrong.</summary>
    Refused,

    /// <summary>No credentials.</summary>
    Impossible,

    /// <summary>Another realm or another address than the trunk's.</summary>
    Foreign,

    /// <summary>No algorithm we may use.</summary>
    Unsupported,
}
