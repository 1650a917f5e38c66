using System.Net;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>Where a route leads at the moment, for people.</summary>
/// <param name="Stops">The addresses by priority and weight; empty with a <paramref name="Problem"/>.</param>
/// <param name="IsFromSrv">DNS named hosts and ports by SRV records.</param>
/// <param name="Ttl">How long DNS lets the answer live.</param>
/// <param name="Naptr">Which transports the domain prefers (RFC 3263 section 4.1). Not followed: a trunk fixes its transport.</param>
/// <param name="Problem">Why nothing can be called.</param>
public sealed record TrunkWay(IReadOnlyList<TrunkStop> Stops, bool IsFromSrv, TimeSpan Ttl, IReadOnlyList<string> Naptr, Error? Problem);

/// <summary>One address of a way.</summary>
/// <param name="Host">The name it comes from.</param>
/// <param name="Priority">Of the SRV record; 0 without one.</param>
/// <param name="Weight">Of the SRV record; 0 without one.</param>
/// <param name="IsReachable">Our socket speaks its IP version.</param>
public sealed record TrunkStop(IPEndPoint Target, string Host, int Priority, int Weight, bool IsReachable);
