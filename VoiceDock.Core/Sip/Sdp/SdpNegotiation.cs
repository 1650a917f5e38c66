using System.Net;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>The common part of answering an offer and reading an answer.</summary>
internal static class SdpNegotiation
{
    /// <summary>Our name for a codec of the far end; null when it is not ours. The clock counts too.</summary>
    public static string? Ours(SdpCodec theirs, AudioCapabilities mine) =>
        theirs.ClockRate == 8000 ? mine.Codecs.FirstOrDefault(theirs.Is) : null;

    /// <summary>Why a whole offer cannot be answered: the trouble of its first live audio line.</summary>
    public static string ProblemOf(SdpSession session, AudioCapabilities mine)
    {
        var audio = session.Media.FirstOrDefault(m => m.IsAudio && m.Port > 0);
        if (audio is null) return "The offer has no audio.";
        return ProblemOf(session, audio, mine, mine.Security?.Answer(audio)) ?? "The offer's audio cannot be used.";
    }

    /// <summary>Why a media line cannot be used; null when it can.</summary>
    /// <param name="srtp">What its a=crypto lines and ours come to.</param>
    public static string? ProblemOf(SdpSession session, SdpMedia media, AudioCapabilities mine, NegotiatedSrtp? srtp)
    {
        if (!media.IsAudio || media.Port == 0) return "There is no audio.";
        if (ProblemOf(media, mine.Security, srtp) is { } unsafeAudio) return unsafeAudio;
        if (session.AddressOf(media) is null) return "The audio's address is missing or is no single IP address.";
        if (media.Codecs.Any(c => Ours(c, mine) is not null)) return null;
        var theirs = media.Codecs.Where(c => !c.Is(SdpCodec.TelephoneEvent)).Select(c => c.Name).DefaultIfEmpty("none we know");
        return SipText.Clean($"No common codec: the far end has {string.Join(", ", theirs)}; we have {string.Join(", ", mine.Codecs)}.");
    }

    /// <summary>For a line without a problem.</summary>
    public static NegotiatedAudio Agree(SdpSession session, SdpMedia media, SdpCodec codec, AudioCapabilities mine, NegotiatedSrtp? srtp)
    {
        var address = session.AddressOf(media)!;
        var theirs = media.Direction ?? session.Direction;

        // The hold of RFC 2543: an address nothing can be sent to.
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)) theirs &= SdpDirection.SendOnly;
        var direction = theirs.Reversed() & mine.Direction;
        var events = mine.TelephoneEvent
            ? media.Codecs.FirstOrDefault(c => c.Is(SdpCodec.TelephoneEvent) && c.ClockRate == codec.ClockRate)?.PayloadType
            : null;
        var ptime = media.PtimeMs is >= 10 and <= 60 ? media.PtimeMs.Value : 20;
        return new(new IPEndPoint(address, media.Port), Ours(codec, mine)!, codec.PayloadType, events, ptime, direction, direction != mine.Direction)
        {
            Srtp = srtp,
        };
    }

    private static string? ProblemOf(SdpMedia media, SdpSecurity? security, NegotiatedSrtp? srtp)
    {
        if (security is null && media.Protocol.Contains("SAVP", StringComparison.Ordinal))
            return SipText.Clean($"The far end wants encrypted audio ({media.Protocol}), which is not enabled here.");
        if (!media.IsPlainRtp && !media.IsSecureRtp)
            return SipText.Clean($"The far end wants its audio over {media.Protocol}; we have RTP/AVP{(security is null ? "" : " and RTP/SAVP")}.");
        if (srtp is not null) return null;
        if (media.IsSecureRtp) return "The far end's audio is encrypted, but without a key and suite we can use.";
        return security is { IsRequired: true } ? "The far end wants its audio unencrypted; encryption is required here." : null;
    }
}
