using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Default values for one kind of PBX or provider, and that system's own words for our fields. Data only, from <c>Presets/presets.json</c>; every
/// default can be changed on the trunk.
/// </summary>
public sealed record TrunkPreset
{
    /// <summary>The <c>provider</c> value on the wire.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>One sentence for the card: when to choose this.</summary>
    public required string Summary { get; init; }

    public required PresetGroup Group { get; init; }
    public required TrunkTransport Transport { get; init; }

    /// <summary>It takes SIP over TLS only; every other transport is a mistake.</summary>
    public bool TlsOnly { get; init; }

    /// <summary>Where it listens for SIP when that is not its transport's own port; null: DNS says, else the transport's.</summary>
    public int? Port { get; init; }

    public required NumberFormat NumberFormat { get; init; }
    public required bool AllowExtensions { get; init; }
    public required IReadOnlyList<string> Codecs { get; init; }

    /// <summary>Over TLS; over anything else it is off.</summary>
    public TrunkSrtp SrtpOverTls { get; init; }

    public required CallerIdPolicy CallerIdPolicy { get; init; }
    public required CallerIdHeader CallerIdHeader { get; init; }

    /// <summary>We register where the trunk has a user name, unless told otherwise.</summary>
    public bool RegistersWithUsername { get; init; }

    /// <summary>How transfers are best made there; for a new trunk.</summary>
    public required TransferMethod Method { get; init; }

    /// <summary>A REFER there names a number as a <c>tel:</c> address; else an address at the trunk's host.</summary>
    public bool RefersByTel { get; init; }

    /// <summary>The header that system can show or read a summary of the conversation from; null: none is known.</summary>
    public string? SummaryHeader { get; init; }

    /// <summary>The headers of a new trunk.</summary>
    public IReadOnlyList<TrunkHeader> Headers => SummaryHeader is null ? [] : [new TrunkHeader(SummaryHeader, "{summary}")];

    /// <summary>UDP ports of its audio, first and last, for firewall lines; null: not known.</summary>
    public IReadOnlyList<int>? MediaPorts { get; init; }

    /// <summary>Our field (wire name) to that system's name, an example and a hint.</summary>
    public required IReadOnlyList<PresetField> Fields { get; init; }

    /// <summary>Other names for some fields while we register; the rest stays as in <see cref="Fields"/>.</summary>
    public IReadOnlyList<PresetField> FieldsWhenRegistering { get; init; } = [];

    /// <summary>What to know about it.</summary>
    public IReadOnlyList<PresetNote> Notes { get; init; } = [];

    /// <summary>What to set on the other side when nobody registers, in order. Placeholders: see <see cref="PbxSide"/>.</summary>
    public required IReadOnlyList<PbxStep> Steps { get; init; }

    /// <summary>The same when we register with it; null: as with any provider.</summary>
    public IReadOnlyList<PbxStep>? StepsWhenRegistering { get; init; }

    /// <summary>The same when it registers with us; null: as with any PBX.</summary>
    public IReadOnlyList<PbxStep>? StepsWhenAccepting { get; init; }

    /// <summary>Texts to copy, in order.</summary>
    public IReadOnlyList<PbxBlock> Blocks { get; init; } = [];

    /// <summary>Advice after a check that found a silent address.</summary>
    public required string WhenSilent { get; init; }

    /// <summary>Advice after a check that found nothing listening.</summary>
    public required string WhenClosed { get; init; }

    /// <summary>The default for a transport.</summary>
    public TrunkSrtp SrtpOver(TrunkTransport transport) => transport == TrunkTransport.Tls ? SrtpOverTls : TrunkSrtp.Off;

    /// <summary>The transport that is meant where only a port is given: 5060 is no TLS port, unless there is nothing but TLS.</summary>
    public TrunkTransport TransportAt(int? port) =>
        port == Trunk.DefaultPort && Transport == TrunkTransport.Tls && !TlsOnly ? TrunkTransport.Udp : Transport;

    public PresetField? Field(string wireName, TrunkRegistrationMode mode = TrunkRegistrationMode.None) =>
        (mode == TrunkRegistrationMode.Registers ? FieldsWhenRegistering : []).Concat(Fields).FirstOrDefault(f => f.Field == wireName);

    public IReadOnlyList<PbxStep> StepsFor(TrunkRegistrationMode mode) => mode switch
    {
        TrunkRegistrationMode.Registers => StepsWhenRegistering ?? TrunkPresets.Generic.StepsWhenRegistering!,
        TrunkRegistrationMode.Accepts => StepsWhenAccepting ?? TrunkPresets.Generic.StepsWhenAccepting!,
        _ => Steps,
    };
}
