using System.Net;

namespace VoiceDock.Core.Trunks;

/// <summary>The addresses a route leads to, all allowed.</summary>
/// <param name="InOrder">As one transaction tries them; never empty, kept for as long as it lasts.</param>
/// <param name="All">The same in an order that stays from answer to answer.</param>
/// <param name="IsFromSrv">DNS named hosts and ports by SRV records.</param>
/// <param name="Ttl">How long the answer lives.</param>
public sealed record TrunkTargetList(IReadOnlyList<IPEndPoint> InOrder, IReadOnlyList<IPEndPoint> All, bool IsFromSrv, TimeSpan Ttl);
