namespace VoiceDock.Core.Calls;

/// <summary>How the audio of one leg does, sampled once a second. Figures are of what its far end sends us, where not said otherwise.</summary>
/// <param name="PacketsIn">RTP packets received since the leg began.</param>
/// <param name="PacketsOut">RTP packets sent since the leg began.</param>
/// <param name="Lost">Packets missing from the received sequence (RFC 3550 A.3), never negative.</param>
/// <param name="JitterMs">Interarrival jitter in milliseconds (RFC 3550 A.8).</param>
/// <param name="OneWay">We send and nothing came back for at least three seconds.</param>
public sealed record LegQuality(long PacketsIn, long PacketsOut, long Lost, double JitterMs, bool OneWay)
{
    /// <summary>Mean opinion score by the E-model, 1 (bad) to 4.4 (clean); null before any audio.</summary>
    public double? Mos { get; init; }

    /// <summary>Network time to the far end and back in milliseconds; null where it sends no RTCP reports.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>Of what we send, the part the far end says it misses, 0 to 100; null where it sends no RTCP reports.</summary>
    public double? FarLossPercent { get; init; }

    /// <summary>0 to 100.</summary>
    public double LossPercent => PacketsIn + Lost == 0 ? 0 : 100.0 * Lost / (PacketsIn + Lost);

    /// <summary>0 (nothing usable) to 4 (clean): the bars a person sees. The MOS limits are where ITU-T G.109 changes its words.</summary>
    public int Bars => this switch
    {
        { OneWay: true } => 0,
        { PacketsIn: 0 } => 0,
        { LossPercent: > 5 } or { JitterMs: > 60 } or { Mos: < 3.1 } => 1,
        { LossPercent: > 2 } or { JitterMs: > 40 } or { Mos: < 3.6 } => 2,
        { LossPercent: > 0.5 } or { JitterMs: > 20 } or { Mos: < 4.0 } => 3,
        _ => 4,
    };
}
