using System.Net;

namespace VoiceDock.Core.Media.Streams;

/// <summary>Plain counters: written by one media thread, sampled by anybody. A sample may be a packet old.</summary>
internal sealed class LegCounters
{
    public long PacketsIn;
    public long BytesIn;
    public long PacketsOut;
    public long BytesOut;
    public long RtcpIn;
    public long RtcpOut;
    public long Strangers;
    public long Invalid;
    public long Unauthentic;
    public long SendErrors;

    /// <summary>Ticks of the last accepted RTP packet and of the last sent one; 0 = none yet.</summary>
    public long LastInAt;
    public long LastOutAt;

    /// <summary>Ticks since when the far end should be heard; 0 = it need not be.</summary>
    public long ExpectedSince;

    /// <summary>What the far end's last report says; NaN and 0 before.</summary>
    public double RoundTripMs = double.NaN;
    public double FarJitterMs = double.NaN;
    public long FarLost;

    public volatile IPEndPoint? Latched;
    public volatile IPEndPoint? SendingTo;
}
