using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks.Presets;

/// <summary>What the other side has to enter for a trunk as it is typed.</summary>
public static class PbxSides
{
    private const string SampleNumber = "+31612345678";

    /// <summary>Takes fields that are empty, unfinished or wrong; what they leave open is as the preset has it.</summary>
    public static PbxSide Of(this IPbxSides sides, TrunkInput input)
    {
        var preset = TrunkPresets.For(input.Provider);
        var transport = input.MeantTransport();
        return sides.Of(input.Host, input.Username ?? input.AuthUsername, transport) with
        {
            System = preset.Title,
            Transport = transport,
            Mode = input.RegistrationMode(),
            RegistrationUsername = input.RegistrationUsername,
            Host = input.Host,
            PbxPort = input.Port ?? Trunk.DefaultPortOf(transport),
            PbxMediaPorts = preset.MediaPorts is [var first, var last] ? (first, last) : null,
            Codecs = [.. (input.Codecs ?? preset.Codecs).Where(TrunkFields.KnownCodecs.Contains)],
            Srtp = transport != TrunkTransport.Tls ? TrunkSrtp.Off : WireName.TryParse<TrunkSrtp>(input.Srtp, out var srtp) ? srtp : preset.SrtpOver(transport),
            NumberSample = NumberRule.Rehearse(input.NumberFormat ?? WireName.Of(preset.NumberFormat), input.NumberCountry, input.NumberPrefix, SampleNumber) ?? SampleNumber,
            CallerIdHeader = WireName.TryParse<CallerIdHeader>(input.CallerIdHeader, out var header) ? header : preset.CallerIdHeader,
        };
    }
}
