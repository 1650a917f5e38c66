namespace VoiceDock.Core.Trunks;

/// <summary>How a caller gets to a destination.</summary>
public enum TransferMethod
{
    /// <summary>REFER where it is known to work on this trunk, else a bridge.</summary>
    Auto,

    /// <summary>A leg of our own, and the audio goes through us: the caller can be taken back.</summary>
    Bridge,

    /// <summary>The PBX the call came from takes the caller over (RFC 3515).</summary>
    Refer,
}
