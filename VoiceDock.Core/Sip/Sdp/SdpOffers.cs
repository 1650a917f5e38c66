using System.Globalization;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>Offer and answer for one audio stream over RTP, plain or encrypted (RFC 3264, RFC 4568). No method throws on text of a peer.</summary>
public static class SdpOffers
{
    private const int TelephoneEventPayloadType = 101;

    /// <exception cref="ArgumentException">No codec, or one without a payload number of its own.</exception>
    public static string CreateOffer(AudioCapabilities mine, SdpIdentity id)
    {
        if (mine.Codecs.Count == 0) throw new ArgumentException("An offer needs a codec.", nameof(mine));
        var codecs = mine.Codecs.Select(name =>
            SdpCodec.OfStaticName(name) ?? throw new ArgumentException($"No payload number for {name}.", nameof(mine))).ToList();
        if (mine.TelephoneEvent) codecs.Add(Events(TelephoneEventPayloadType, 8000));
        var protocol = mine.Security is null ? "RTP/AVP" : "RTP/SAVP";
        return Write(mine, id, "0 0", [Audio(mine.Port, protocol, codecs, mine.Direction) with { Crypto = mine.Security?.Own ?? [] }]);
    }

    /// <summary>Takes the first audio line we can use, an encrypted one before a plain one, and in it the offer's first codec that is also ours;
    /// every other line is refused with port 0.</summary>
    public static SdpAnswerResult CreateAnswer(string offer, AudioCapabilities mine, SdpIdentity id)
    {
        if (!SdpSession.TryParse(offer, out var session, out var problem)) return new(null, null, problem);
        var usable = session.Media.Select((media, at) => (Media: media, At: at, Srtp: mine.Security?.Answer(media)))
            .Where(line => SdpNegotiation.ProblemOf(session, line.Media, mine, line.Srtp) is null)
            .OrderBy(line => line.Srtp is null ? 1 : 0).ToList();
        if (usable is not [var (media, at, srtp), ..]) return new(null, null, SdpNegotiation.ProblemOf(session, mine));
        var codec = media.Codecs.First(c => SdpNegotiation.Ours(c, mine) is not null);
        var audio = SdpNegotiation.Agree(session, media, codec, mine, srtp);
        List<SdpCodec> codecs = [codec with { Fmtp = null }];
        if (audio.TelephoneEventPayloadType is { } events) codecs.Add(Events(events, codec.ClockRate));
        var lines = session.Media.Select(m => m.Refused()).ToArray();
        lines[at] = Audio(mine.Port, media.Protocol, codecs, audio.Direction) with { Crypto = srtp is null ? [] : [srtp.Ours] };
        return new(Write(mine, id, session.Times, lines), audio, null);
    }

    /// <summary>Reads the answer to an offer of ours, which had one line: its first codec by our order counts.</summary>
    public static SdpReadResult ReadAnswer(string answer, AudioCapabilities mine)
    {
        if (!SdpSession.TryParse(answer, out var session, out var problem)) return new(null, problem);
        if (session.Media is not [{ IsAudio: true } media, ..]) return new(null, "The answer has no audio.");
        if (media.Port == 0) return new(null, "The far end refused the audio.");
        var srtp = mine.Security?.Taken(media);
        if (SdpNegotiation.ProblemOf(session, media, mine, srtp) is { } unusable) return new(null, unusable);
        var codec = mine.Codecs.Select(n => media.Codecs.FirstOrDefault(c => SdpNegotiation.Ours(c, mine) == n)).First(c => c is not null)!;
        return new(SdpNegotiation.Agree(session, media, codec, mine, srtp), null);
    }

    private static SdpCodec Events(int payloadType, int clockRate) => new(SdpCodec.TelephoneEvent, payloadType, clockRate, "0-15");

    private static SdpMedia Audio(int port, string protocol, IReadOnlyList<SdpCodec> codecs, SdpDirection direction) => new()
    {
        Kind = "audio",
        Port = port,
        Protocol = protocol,
        Formats = [.. codecs.Select(c => c.PayloadType.ToString(CultureInfo.InvariantCulture))],
        Codecs = codecs,
        PtimeMs = 20,
        Direction = direction,
    };

    private static string Write(AudioCapabilities mine, SdpIdentity id, string times, IReadOnlyList<SdpMedia> lines) =>
        new SdpSession { Identity = id, Host = mine.Address.ToString(), Times = times, Media = lines }.ToString();
}
