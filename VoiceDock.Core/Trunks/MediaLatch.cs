namespace VoiceDock.Core.Trunks;

public enum MediaLatch
{
    /// <summary>Media may move once to the address it really comes from, if that address is a candidate.</summary>
    Auto,

    /// <summary>Only the address in the session description counts.</summary>
    Off,
}
