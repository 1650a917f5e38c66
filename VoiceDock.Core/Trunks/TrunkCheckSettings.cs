namespace VoiceDock.Core.Trunks;

/// <summary>What a check needs to know; the trunk may not be saved yet.</summary>
/// <param name="TrunkId">Null for a trunk that is not saved.</param>
/// <param name="Port">Null: as DNS says, else the transport's own.</param>
public sealed record TrunkCheckSettings(Guid? TrunkId, string Host, int? Port, TrunkTransport Transport, string? Provider, string? Username, string? FromDomain,
    string? TlsCaPem = null)
{
    public static TrunkCheckSettings From(Trunk trunk) =>
        new(trunk.Id, trunk.Host, trunk.Port, trunk.Transport, trunk.Provider, trunk.FromUser ?? trunk.Username, trunk.FromDomain, trunk.TlsCaPem);

    public TrunkRoute Route => new(Host, Port, Transport);

    /// <summary>What a form says, saved or not; null while it names no usable host.</summary>
    public static TrunkCheckSettings? From(TrunkInput input) =>
        TrunkHost.TryNormalise(input.Host, out var host) && input.Port is null or (>= 1 and <= 65535)
            ? new(null, host, input.Port, input.MeantTransport(), input.Provider,
                input.FromUser ?? input.Username ?? input.AuthUsername, input.FromDomain, input.TlsCaPem)
            : null;
}
