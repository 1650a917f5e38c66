namespace VoiceDock.Core.Sip.Transport.Targets;

/// <summary>One SRV record (RFC 2782).</summary>
/// <param name="Target">Host name without a final dot; empty: the domain says it does not offer the service.</param>
/// <param name="Port">1-65535.</param>
internal sealed record SrvEntry(int Priority, int Weight, string Target, int Port);
