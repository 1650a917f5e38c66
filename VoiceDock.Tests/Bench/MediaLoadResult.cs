using System.Globalization;

namespace VoiceDock.Tests.Bench;

/// <summary>What a run of <see cref="MediaLoad"/> gave.</summary>
/// <param name="Sent">Packets the far ends sent.</param>
/// <param name="Received">Packets the far ends received.</param>
/// <param name="CpuPer100Calls">CPU of the media threads, in percent of one core, for 100 bridged calls.</param>
/// <param name="MicrosecondsPerPacket">CPU of the media threads for one packet taken in and sent on.</param>
/// <param name="P50">Median time from a far end's send to the other's receive, in microseconds.</param>
/// <param name="P99">99th percentile of the same.</param>
public sealed record MediaLoadResult(long Sent, long Received, double CpuPer100Calls, double MicrosecondsPerPacket, double P50, double P99)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{CpuPer100Calls:0.0} % of one core for 100 calls, {MicrosecondsPerPacket:0.0} µs of CPU a packet, added time p50 {P50:0} µs, p99 {P99:0} µs, {Sent - Received} of {Sent} packets lost");
}
