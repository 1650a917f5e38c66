namespace VoiceDock.Core.Diagnostics;

/// <summary>Where the change is to be made.</summary>
public enum CheckSide
{
    /// <summary>In VoiceDock: the trunk's settings or the server's.</summary>
    Here,

    /// <summary>On the PBX or at the provider.</summary>
    There,

    /// <summary>Between the two: DNS, firewall, router.</summary>
    Network,
}
