namespace VoiceDock.Core.Sip.Sdp;

/// <summary>A payload format of a media line (RFC 8866 section 6.6).</summary>
/// <param name="Name">Encoding name as in rtpmap; compared without regard to case.</param>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="ClockRate">In Hz; G.722 is 8000 here by RFC 3551.</param>
/// <param name="Fmtp">Format parameters, null when absent.</param>
public sealed record SdpCodec(string Name, int PayloadType, int ClockRate = 8000, string? Fmtp = null)
{
    internal const string TelephoneEvent = "telephone-event";

    /// <summary>Formats with a number of their own, which need no rtpmap (RFC 3551 section 6); mono audio only.</summary>
    private static readonly SdpCodec[] Static =
        [new("PCMU", 0), new("GSM", 3), new("G723", 4), new("PCMA", 8), new("G722", 9), new("G728", 15), new("G729", 18)];

    internal bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    internal static SdpCodec? OfStaticNumber(int payloadType) => Array.Find(Static, c => c.PayloadType == payloadType);

    internal static SdpCodec? OfStaticName(string name) => Array.Find(Static, c => c.Is(name));
}
