namespace VoiceDock.Core.Trunks;

/// <summary>Port: asks a peer for a sign of life by a real OPTIONS over the transport that calls use.</summary>
public interface ITrunkProbe
{
    /// <summary>Ends within about 5 s. Failures of the peer are results, not exceptions; nothing is stored.</summary>
    Task<TrunkCheckResult> CheckAsync(TrunkCheckSettings settings, CancellationToken ct);
}
