namespace VoiceDock.Core.Media.Rtcp;

/// <summary>What a sender report tells of the sender's own stream (RFC 3550 6.4.1).</summary>
/// <param name="Ntp">The time of the report, NTP format: seconds and 2^32ths.</param>
/// <param name="Timestamp">The same moment on the stream's RTP clock.</param>
/// <param name="Packets">RTP packets sent, modulo 2^32.</param>
/// <param name="Octets">Payload bytes sent, modulo 2^32.</param>
internal readonly record struct SenderInfo(ulong Ntp, uint Timestamp, uint Packets, uint Octets)
{
    public const int Size = 20;
}
