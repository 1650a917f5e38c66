namespace VoiceDock.Core.Trunks;

/// <summary>Where a trunk says its calls go, before DNS is asked. Equal routes share an answer.</summary>
/// <param name="Port">Null: as DNS says, else the transport's own.</param>
public sealed record TrunkRoute(string Host, int? Port, TrunkTransport Transport)
{
    /// <summary>DNS may name hosts and ports (SRV): a name without a port.</summary>
    public bool MayUseSrv => Port is null && !TrunkHost.TryReadLiteral(Host, out _);

    /// <summary><c>pbx.example.com</c>, <c>pbx.example.com:5062</c>, <c>[2001:db8::1]:5060</c>.</summary>
    public override string ToString() => $"{(Host.Contains(':') ? $"[{Host}]" : Host)}{(Port is null ? "" : $":{Port}")}";
}
