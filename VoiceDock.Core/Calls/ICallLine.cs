using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.Calls;

/// <summary>
/// The engine's side of one call: the caller's leg, the legs dialled for it, and who hears whom. Disposing it ends every leg and returns its
/// ports. Only the call's actor uses it.
/// </summary>
public interface ICallLine : IDisposable
{
    ICallLeg Caller { get; }

    /// <summary>
    /// Sends the INVITE at once, in the calling thread. What comes of it arrives as events on the line's sink. Null when no audio port is free:
    /// nothing was sent.
    /// </summary>
    ICallLeg? Dial(DialPlan plan);

    /// <summary>Caller and <paramref name="far"/> hear each other; prompts stop.</summary>
    void Bridge(ICallLeg far);

    /// <summary>Separates the caller from the far leg; the caller hears prompts again.</summary>
    void Unbridge();

    /// <summary>A leg of the bridge was put on hold or taken off: the other party hears hold music, or the leg again.</summary>
    void FollowHold();

    /// <summary>Plays 8 kHz mono samples to the caller in place of what plays now. <paramref name="finished"/> is called once at the end, on a media thread.</summary>
    void Play(ReadOnlyMemory<short> samples, Action? finished);

    /// <summary>Plays ring-back tone to the caller until something else plays.</summary>
    void PlayRingback();

    /// <summary>Plays hold music to the caller until something else plays.</summary>
    void PlayHoldMusic();

    /// <summary>Plays what the source gives to the caller, in place of what plays now, until it has nothing more.</summary>
    void Stream(SpeakToCaller source);

    /// <summary>From now on <paramref name="listener"/> hears the caller, also while bridged; null ends that.</summary>
    void Listen(HearCaller? listener);

    /// <summary>Stops what plays to the caller; its <c>finished</c> is not called.</summary>
    void StopPlaying();
}
