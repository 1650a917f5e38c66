using System.Net;

namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>The addresses of one host: of one SRV record, or of the only host there is.</summary>
/// <param name="Priority">Lower goes first.</param>
/// <param name="Weight">Share among equals.</param>
public sealed record TargetGroup(int Priority, int Weight, string Host, IReadOnlyList<IPEndPoint> EndPoints);
