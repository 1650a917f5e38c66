namespace VoiceDock.Core.Media.Rtcp;

/// <summary>RTCP packet types (RFC 3550 12.1).</summary>
internal static class RtcpType
{
    public const byte SenderReport = 200;
    public const byte ReceiverReport = 201;
    public const byte SourceDescription = 202;
    public const byte Bye = 203;
}
