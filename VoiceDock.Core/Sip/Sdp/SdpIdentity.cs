namespace VoiceDock.Core.Sip.Sdp;

/// <summary>The o= line's numbers: the same id for the whole session, the version one higher with each change (RFC 3264 section 8).</summary>
public sealed record SdpIdentity(long SessionId, long Version)
{
    public SdpIdentity Next() => this with { Version = Version + 1 };
}
