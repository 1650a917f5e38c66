namespace VoiceDock.Core.Sip.Sdp;

/// <summary>Which way media flows, seen by who wrote the description (RFC 8866 section 6.7).</summary>
[Flags]
public enum SdpDirection
{
    Inactive = 0,
    SendOnly = 1,
    RecvOnly = 2,
    SendRecv = 3,
}
