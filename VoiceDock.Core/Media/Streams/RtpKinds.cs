namespace VoiceDock.Core.Media.Streams;

/// <summary>Between kinds of payload and codecs.</summary>
internal static class RtpKinds
{
    public static bool IsAudio(this RtpKind kind) => kind is RtpKind.Pcmu or RtpKind.Pcma or RtpKind.G722;

    /// <exception cref="ArgumentOutOfRangeException">The kind is no audio.</exception>
    public static AudioCodec Codec(this RtpKind kind) => kind switch
    {
        RtpKind.Pcmu => AudioCodec.Pcmu,
        RtpKind.Pcma => AudioCodec.Pcma,
        RtpKind.G722 => AudioCodec.G722,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static RtpKind Of(AudioCodec codec) => codec switch
    {
        AudioCodec.Pcmu => RtpKind.Pcmu,
        AudioCodec.Pcma => RtpKind.Pcma,
        _ => RtpKind.G722,
    };
}
