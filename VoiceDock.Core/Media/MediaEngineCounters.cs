namespace VoiceDock.Core.Media;

/// <summary>A sample of the engine's totals. Ports are counted as RTP/RTCP pairs, one pair for each leg.</summary>
/// <param name="PortsInUse">Pairs held by a leg.</param>
/// <param name="PortsResting">Pairs returned less than <see cref="MediaOptions.PortRest"/> ago.</param>
/// <param name="PortsFree">Open pairs that the next leg may take at once. More are opened on demand while the range lasts.</param>
/// <param name="PortsOfRange">All pairs of the range that may be open, opened or not.</param>
/// <param name="Calls">Calls opened and not disposed.</param>
/// <param name="Legs">Legs opened and not yet closed by their media thread.</param>
public readonly record struct MediaEngineCounters(int PortsInUse, int PortsResting, int PortsFree, int PortsOfRange, int Calls, int Legs);
