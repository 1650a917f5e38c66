namespace VoiceDock.Core.Security;

/// <summary>The setting <c>Sip:Targets</c>.</summary>
public enum TargetMode
{
    /// <summary>Public and private addresses.</summary>
    Any,

    /// <summary>Public addresses, and private ones that are listed.</summary>
    Listed,

    /// <summary>This machine only: demo and tests.</summary>
    Loopback,
}
