using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>
/// The facts the other side has to enter: those about this VoiceDock, and those of the trunk as it is typed. Fills the texts of a preset with them,
/// each written as the text's language wants it. The password is never a fact: its place says who knows it.
/// </summary>
/// <param name="OurAddress">The signalling address the PBX sees.</param>
/// <param name="OurPort">The SIP port.</param>
/// <param name="RtpPorts">For example <c>20000-29999</c>.</param>
/// <param name="Username">The trunk's user name; null when it has none.</param>
public sealed partial record PbxSide(string OurAddress, int OurPort, string RtpPorts, string? Username)
{
    /// <summary>The sentence every phone system's administrator needs first.</summary>
    public const string AllowList =
        "Add {our_address} to your firewall's allow-list: SIP on {transport} port {our_port}, audio on UDP ports {rtp_ports}.";

    private const string NoPassword = "<ask the VoiceDock administrator>";

    public TrunkTransport Transport { get; init; }

    /// <summary>Who registers with whom.</summary>
    public TrunkRegistrationMode Mode { get; init; }

    /// <summary>The user the PBX registers with us as; null while it is not typed.</summary>
    public string? RegistrationUsername { get; init; }

    /// <summary>The PBX's host as typed; null while it is not.</summary>
    public string? Host { get; init; }

    /// <summary>The port SIP reaches the PBX on.</summary>
    public int PbxPort { get; init; } = Trunk.DefaultPort;

    /// <summary>UDP ports of the PBX's audio; null: not known.</summary>
    public (int First, int Last)? PbxMediaPorts { get; init; }

    /// <summary>In the order they are offered.</summary>
    public IReadOnlyList<string> Codecs { get; init; } = ["PCMA", "PCMU"];

    public TrunkSrtp Srtp { get; init; }

    /// <summary>How the trunk writes +31612345678.</summary>
    public string NumberSample { get; init; } = "+31612345678";

    public CallerIdHeader CallerIdHeader { get; init; }

    /// <summary>The names our certificate is for; empty when TLS is not accepted.</summary>
    public IReadOnlyList<string> CertificateNames { get; init; } = [];

    /// <summary>What the preset calls itself.</summary>
    public string System { get; init; } = "the phone system";

    /// <summary>Why these facts may not lead here, and the setting that helps; null when nothing speaks against them.</summary>
    public string? Caution { get; init; }

    /// <summary>The filled text; a line whose condition does not hold is gone.</summary>
    public string Fill(string template, PbxFormat format = PbxFormat.Text) => string.Concat(Parts(template, format).Select(p => p.Text));

    /// <summary>The filled text cut into what is ours to copy (an address with its port stays one piece) and the words around it.</summary>
    public IReadOnlyList<PbxText> Parts(string template, PbxFormat format = PbxFormat.Text) =>
        [.. PbxTemplate.Cut(PbxTemplate.Choose(template, Holds) ?? "").Select(p => p.IsName ? Part(p.Text, format) : new PbxText(p.Text, PbxTextKind.Words))];

    /// <summary>The preset's steps that are needed here, conditions taken off, placeholders left in.</summary>
    public IReadOnlyList<PbxStep> Steps(TrunkPreset preset) =>
        [.. preset.StepsFor(Mode).Select(s => (Step: s, Value: PbxTemplate.Choose(s.Value, Holds))).Where(s => s.Value is not null).Select(s => s.Step with { Value = s.Value! })];

    /// <summary>The preset's texts that are needed here, filled.</summary>
    public IReadOnlyList<(PbxBlock Block, string Text)> Blocks(TrunkPreset preset) =>
        [.. preset.Blocks.Where(b => b.When.Length == 0 || Holds(b.When)).Select(b => (b, Fill(b.Template, b.Format)))];

    private PbxText Part(string name, PbxFormat format)
    {
        if (name is "password" or "registration_password") return new(PbxEscape.Write(NoPassword, format), PbxTextKind.Password);
        var value = Find(name)!;
        if (name.EndsWith("_lines", StringComparison.Ordinal)) return new(value, PbxTextKind.Words);
        return new(PbxEscape.Write(value, format), IsProse(name, value) ? PbxTextKind.Words : PbxTextKind.Value);
    }

    // Read, not entered: nobody copies these.
    private static bool IsProse(string name, string value) =>
        name is "transport" or "transport_lower" or "srtp" or "codecs" or "caller_id_header" or "system" || value.StartsWith('<');
}
