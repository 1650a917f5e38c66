using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Core.Calls;

/// <summary>
/// One leg of a call, in human verbs. The engine implements it; verbs return at once and may be called from any thread; what comes of
/// them arrives as <see cref="LegEvent"/>. After <see cref="LegEnded"/> every verb does nothing.
/// </summary>
public interface ICallLeg
{
    /// <summary>Where its SIP goes, as <c>address:port</c>.</summary>
    string Target { get; }

    /// <summary>The SIP Call-ID of its dialog, for the trace.</summary>
    string SipCallId { get; }

    /// <summary>Whether the far end says that it takes REFER; null while it has said nothing of what it takes.</summary>
    bool? TakesRefer { get; }

    /// <summary>Sends 180 (inbound only).</summary>
    void Ring();

    /// <summary>Arms the audio and sends 200 (inbound only).</summary>
    void Answer();

    /// <summary>Ends the leg in whatever state it is: final answer, CANCEL or BYE. Idempotent.</summary>
    void HangUp();

    /// <summary>Puts the far end on hold by re-INVITE: it hears us, we do not hear it. <see cref="LegHoldSettled"/> tells what came of it.</summary>
    void Hold();

    /// <summary>Takes the far end off our hold. <see cref="LegHoldSettled"/> tells what came of it.</summary>
    void Resume();

    /// <summary>Asks the leg's PBX to call somebody in our place (REFER). <see cref="LegReferred"/> tells how it goes; the leg stays up. One at a time.</summary>
    void Refer(ReferPlan plan);

    /// <summary>Plays 8 kHz mono samples to the far end while it is not bridged, in place of what plays now. <paramref name="finished"/> is called once at the end, on a media thread.</summary>
    void Play(ReadOnlyMemory<short> samples, Action? finished);

    /// <summary>Stops what plays to it; its <c>finished</c> is not called.</summary>
    void StopPlaying();

    /// <summary>Presses a key towards the far end (RFC 4733, or its tones), after those that still sound: 0-9, *, #, A-D.</summary>
    /// <exception cref="ArgumentException">No such key.</exception>
    void SendDigit(char key);

    /// <summary>The audio of this leg so far.</summary>
    LegQuality ReadQuality();

    /// <summary>The audio of this leg since the last time this was asked. Only the call's actor asks.</summary>
    QualityPoint SampleQuality();
}
