namespace VoiceDock.Core.Media;

/// <summary>What a leg tells its owner. Called on the leg's media thread: an implementation only enqueues, and never blocks or throws.</summary>
public interface IMediaLegEvents
{
    /// <summary>The first RTP packet was accepted. Once in the life of a leg.</summary>
    void OnFirstPacket(MediaLeg leg);

    /// <summary>The first RTP packet was sent. Once in the life of a leg.</summary>
    void OnFirstSent(MediaLeg leg)
    {
    }

    /// <summary>The far end pressed a key (RFC 4733 event 0-15). Once for each press, when it begins.</summary>
    /// <param name="leg">The leg of that far end.</param>
    /// <param name="key">0-9, *, #, A-D.</param>
    void OnDigit(MediaLeg leg, char key);

    /// <summary>
    /// Neither RTP nor RTCP for <paramref name="age"/>. Raised as the age crosses each of <see
    /// cref="MediaOptions.SilenceThresholds"/>.
    /// </summary>
    void OnSilent(MediaLeg leg, TimeSpan age);

    /// <summary>RTP or RTCP came again after <see cref="OnSilent"/>.</summary>
    void OnAudible(MediaLeg leg);
}
