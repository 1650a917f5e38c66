namespace VoiceDock.Core.Sip.Transport;

/// <summary>Totals of one transport. Incremented from several threads.</summary>
internal sealed class TransportCounters
{
    public long Received;
    public long Sent;
    public long Retransmitted;
    public long ParseErrors;
    public long Oversized;
    public long KeepAlives;
    public long LaneDrops;
    public long ConnectionsRefused;

    public static void Count(ref long counter) => Interlocked.Increment(ref counter);
}
