using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>
/// Default values for one kind of PBX or provider, and that system's own words for our fields. Data only; every default can
/// be changed on the trunk.
/// </summary>
public sealed record TrunkPreset
{
    /// <summary>The <c>provider</c> value on the wire.</summary>
    public required string Slug { get; init; }

    public required string Title { get; init; }

    /// <summary>One sentence for the card: when to choose this.</summary>
    public required string Summary { get; init; }

    public TrunkTransport Transport { get; init; }
    public int Port { get; init; } = Trunk.DefaultPort;
    public required NumberFormat NumberFormat { get; init; }
    public bool AllowExtensions { get; init; }
    public IReadOnlyList<string> Codecs { get; init; } = ["PCMA", "PCMU"];

    /// <summary>Over TLS; over anything else it is off.</summary>
    public TrunkSrtp SrtpOverTls { get; init; }

    public required CallerIdPolicy CallerIdPolicy { get; init; }
    public required CallerIdHeader CallerIdHeader { get; init; }

    /// <summary>Our field (wire name) to that system's name, an example and a hint.</summary>
    public required IReadOnlyList<PresetField> Fields { get; init; }

    /// <summary>Other names for some fields while we register; the rest stays as in <see cref="Fields"/>.</summary>
    public IReadOnlyList<PresetField> FieldsWhenRegistering { get; init; } = [];

    /// <summary>What to set on the other side when we register with it.</summary>
    public required IReadOnlyList<PbxStep> StepsWhenRegistering { get; init; }

    /// <summary>What to set on the other side when it registers with us.</summary>
    public required IReadOnlyList<PbxStep> StepsWhenAccepting { get; init; }

    /// <summary>What to set on the other side when nobody registers, in order. Placeholders: see <see cref="PbxSide"/>.</summary>
    public required IReadOnlyList<PbxStep> PbxSteps { get; init; }

    /// <summary>A text block to copy (configuration file, letter), with the same placeholders; null when there is none.</summary>
    public string? PbxText { get; init; }

    /// <summary>What <see cref="PbxText"/> is: "The same as pjsip.conf"; null when there is none.</summary>
    public string? PbxTextTitle { get; init; }

    /// <summary>Advice after a check that found a silent address.</summary>
    public required string WhenSilent { get; init; }

    /// <summary>Advice after a check that found nothing listening.</summary>
    public required string WhenClosed { get; init; }

    /// <summary>The default for a transport, by its wire name; null is the preset's own.</summary>
    public TrunkSrtp SrtpOver(string? transport) => TrunkRules.IsTls(transport ?? WireName.Of(Transport)) ? SrtpOverTls : TrunkSrtp.Off;

    public PresetField? Field(string wireName, TrunkRegistrationMode mode = TrunkRegistrationMode.None) =>
        (mode == TrunkRegistrationMode.Registers ? FieldsWhenRegistering : []).Concat(Fields).FirstOrDefault(f => f.Field == wireName);

    public IReadOnlyList<PbxStep> StepsFor(TrunkRegistrationMode mode) => mode switch
    {
        TrunkRegistrationMode.Registers => StepsWhenRegistering,
        TrunkRegistrationMode.Accepts => StepsWhenAccepting,
        _ => PbxSteps,
    };

    /// <summary>The text block says how it is when nobody registers.</summary>
    public string? TextFor(TrunkRegistrationMode mode) => mode == TrunkRegistrationMode.None ? PbxText : null;
}
