using System.Text.Json.Serialization;

namespace VoiceDock.Core.Calls.Quality;

/// <summary>How the audio from one leg's far end did in one stretch of time, usually a second.</summary>
/// <param name="Mos">Mean opinion score by the E-model, 1 (bad) to 4.4 (clean), at its lowest; null when nothing was received.</param>
/// <param name="Received">RTP packets received.</param>
/// <param name="Lost">Packets missing from the received sequence, never negative.</param>
/// <param name="JitterMs">Interarrival jitter in milliseconds (RFC 3550 A.8), at its highest.</param>
public readonly record struct QualityPoint(float? Mos, int Received, int Lost, float JitterMs)
{
    /// <summary>0 to 100; null when nothing was received or known to be lost.</summary>
    [JsonIgnore]
    public double? LossPercent => Received + Lost == 0 ? null : 100.0 * Lost / (Received + Lost);

    /// <summary>Both stretches as one: packets are summed, the rest is the worse of the two.</summary>
    public QualityPoint With(QualityPoint next) =>
        new(Mos is { } mine && next.Mos is { } other ? Math.Min(mine, other) : Mos ?? next.Mos, Received + next.Received, Lost + next.Lost, Math.Max(JitterMs, next.JitterMs));
}
