using System.Net;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>Somebody who sent something while we waited.</summary>
/// <param name="FirstAt">UTC.</param>
/// <param name="Arrivals">The newest of each method, newest first; at most <see cref="MostMethods"/>.</param>
public sealed record Sighting(IPAddress Address, TrunkTransport Transport, DateTime FirstAt, IReadOnlyList<Arrival> Arrivals)
{
    public const int MostMethods = 4;

    /// <summary>The one that tells most: a call before all others.</summary>
    public Arrival Best => Arrivals.FirstOrDefault(a => a.Method == "INVITE") ?? Arrivals.FirstOrDefault(a => a.Method == "REGISTER") ?? Arrivals[0];

    internal Sighting With(Arrival arrival) => this with { Arrivals = [arrival, .. Arrivals.Where(a => a.Method != arrival.Method).Take(MostMethods - 1)] };
}
