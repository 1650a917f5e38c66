namespace VoiceDock.Core.Trunks;

/// <summary>Whether the audio of a trunk is encrypted (SRTP, keys in the SIP messages, so over TLS only).</summary>
public enum TrunkSrtp
{
    Off,

    /// <summary>Offered; where the far side refuses it, once more in the clear.</summary>
    Optional,

    /// <summary>A far side without it gets no call and gives none.</summary>
    Required,
}
