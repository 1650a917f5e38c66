using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>The legs of one call on one media thread, and who hears whom.</summary>
internal sealed class CallLine(EngineParts parts, CallTraces traces, Guid callId, MediaCall media, SipLeg caller) : ICallLine
{
    // 425 Hz, one second on, four off: the ring-back tone of most of the world.
    private static readonly AudioClip RingbackTone = AudioClip.Tones(([425.0], 1000, 4000));

    private readonly List<SipLeg> _far = [];
    private Action<LegEvent> _events = _ => { };
    private SipLeg? _joined;
    private bool _callerHearsMusic;
    private bool _farHearsMusic;

    public ICallLeg Caller => caller;

    /// <summary>The line of a call that we place: sends its INVITE at once. Events go to <paramref name="events"/>, also before this returns.</summary>
    /// <exception cref="MediaCapacityException">No audio port is free: nothing was sent.</exception>
    public static CallLine Place(EngineParts parts, CallTraces traces, Guid callId, MediaCall media, DialPlan plan, Action<LegEvent> events)
    {
        var memory = new LegMemory(parts.Dialogs, callId, plan.Trunk.Id);
        var leg = SipLeg.Dial(parts, plan, media, preferred: null, Marked(traces, callId, LadderLeg.Caller, events), sipCallId => traces.Claim(sipCallId, callId, LadderLeg.Caller), memory);
        return new CallLine(parts, traces, callId, media, leg) { _events = events };
    }

    /// <summary>From now on events of every leg go to the call.</summary>
    public void Listen(Action<LegEvent> events)
    {
        _events = events;
        caller.Listen(Marked(traces, callId, LadderLeg.Caller, e => _events(e)));
    }

    public ICallLeg? Dial(DialPlan plan)
    {
        var name = $"destination {_far.Count + 1}";
        try
        {
            var memory = new LegMemory(parts.Dialogs, callId, plan.Trunk.Id);
            var leg = SipLeg.Dial(parts, plan with { MaxForwards = caller.HopsLeft }, media, caller.Codec, Marked(traces, callId, name, e => _events(e)), sipCallId => traces.Claim(sipCallId, callId, name), memory);
            _far.Add(leg);
            return leg;
        }
        catch (MediaCapacityException full)
        {
            parts.Log.LogWarning(full, "A transfer over trunk {Trunk} was not dialled: no audio port is free", plan.Trunk.Name);
            return null;
        }
    }

    public void Bridge(ICallLeg far)
    {
        caller.Media.SetSource(null);
        if (!ReferenceEquals(_joined, far))
            _farHearsMusic = false;
        _joined = (SipLeg)far;
        media.Bridge(caller.Media, _joined.Media);
        FollowHold();
    }

    public void Unbridge()
    {
        media.Unbridge();
        PlayMusic(ref _callerHearsMusic, false, caller);
        (_joined, _farHearsMusic) = (null, false);
    }

    public void FollowHold()
    {
        if (_joined is not { } far)
            return;
        PlayMusic(ref _callerHearsMusic, far.IsOnHold, caller);
        PlayMusic(ref _farHearsMusic, caller.IsOnHold, far);
    }

    public void Play(ReadOnlyMemory<short> samples, Action? finished) =>
        caller.Play(samples, finished);

    public void Stream(SpeakToCaller source) => caller.Media.SetSource(new StreamedFrames(source));

    public void Listen(HearCaller? listener) => caller.Media.SetListener(listener is null ? null : new HeardFrames(listener));

    public void PlayRingback() => caller.Media.SetSource(new ClipPlayer(RingbackTone, loop: true));

    public void PlayHoldMusic() => caller.Media.SetSource(parts.Music.Play());

    public void StopPlaying() => caller.StopPlaying();

    // What happens to a leg's audio is marked in the trace on its way to the call.
    private static Action<LegEvent> Marked(CallTraces traces, Guid callId, string leg, Action<LegEvent> events)
    {
        var marks = new LegMarks(traces, callId, leg);
        return e =>
        {
            marks.Note(e);
            events(e);
        };
    }

    private void PlayMusic(ref bool hears, bool wanted, SipLeg party)
    {
        if (hears == wanted)
            return;
        hears = wanted;
        party.Media.SetHoldSource(wanted ? parts.Music.Play() : null);
    }

    public void Dispose()
    {
        foreach (var leg in _far)
            leg.HangUp();
        caller.HangUp();
        media.Dispose();
    }
}
