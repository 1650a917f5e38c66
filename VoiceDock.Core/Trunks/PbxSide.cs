namespace VoiceDock.Core.Trunks;

/// <summary>The facts about this VoiceDock that the other side has to enter.</summary>
/// <param name="OurAddress">The signalling address the PBX sees.</param>
/// <param name="OurPort">The SIP port.</param>
/// <param name="RtpPorts">For example <c>20000-29999</c>.</param>
/// <param name="Username">The trunk's user name; null when it has none. The password is never put into a text.</param>
public sealed record PbxSide(string OurAddress, int OurPort, string RtpPorts, string? Username)
{
    /// <summary>Fills <c>{our_address}</c>, <c>{our_port}</c>, <c>{rtp_ports}</c>, <c>{username}</c> and <c>{password}</c>, the last with words.</summary>
    public string Fill(string text) => text
        .Replace("{our_address}", OurAddress, StringComparison.Ordinal)
        .Replace("{our_port}", OurPort.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{rtp_ports}", RtpPorts, StringComparison.Ordinal)
        .Replace("{username}", Username ?? "voicedock", StringComparison.Ordinal)
        .Replace("{password}", "<ask the VoiceDock administrator>", StringComparison.Ordinal);

    public IReadOnlyList<PbxStep> Fill(IEnumerable<PbxStep> steps) => [.. steps.Select(s => s with { Value = Fill(s.Value) })];
}
