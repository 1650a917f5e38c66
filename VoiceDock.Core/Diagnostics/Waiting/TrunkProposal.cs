using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Waiting;

/// <summary>What a trunk to the sender of a packet would be set to. A proposal: a person looks at it before it is saved.</summary>
/// <param name="Port">Null: the transport's usual one.</param>
/// <param name="Format">Null: the preset's.</param>
/// <param name="Codecs">Those of ours it offers, in its order; null: the preset's.</param>
/// <param name="RegistrationUsername">The account it registers with here; null when it does not register.</param>
public sealed record TrunkProposal(
    TrunkPreset Preset, string Host, int? Port, TrunkTransport Transport, NumberFormat? Format, IReadOnlyList<string>? Codecs, string? RegistrationUsername)
{
    /// <summary>Codecs a trunk can be set to.</summary>
    public static IReadOnlyList<string> KnownCodecs => TrunkFields.KnownCodecs;

    public static TrunkProposal Of(Arrival arrival)
    {
        var codecs = arrival.Codecs?.Select(c => c.ToUpperInvariant()).Intersect(TrunkFields.KnownCodecs).ToList();
        return new TrunkProposal(
            PresetGuess.Of(arrival.UserAgent),
            arrival.Source.Address.ToString(),
            PortOf(arrival) is var port && port == Trunk.DefaultPortOf(arrival.Transport) ? null : port,
            arrival.Transport,
            NumberLooks.FormatOf(NumberLooks.Of(arrival.Dialled)) ?? NumberLooks.FormatOf(NumberLooks.Of(arrival.FromUser)),
            codecs is { Count: > 0 } ? codecs : null,
            arrival.Method == "REGISTER" ? arrival.ToUser : null);
    }

    // A connection leaves from a port of the moment; where the PBX listens its Via says. Over UDP they are the same, unless a NAT is between.
    private static int PortOf(Arrival arrival) => arrival.Transport == TrunkTransport.Udp
        ? arrival.Source.Port
        : arrival.Method == Arrival.TlsHandshake ? Trunk.DefaultPortOf(arrival.Transport) : arrival.ViaPort ?? Trunk.DefaultPortOf(arrival.Transport);
}
