using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>The engine's side of one call, played by the test.</summary>
internal sealed class FakeLine : ICallLine
{
    private Action<LegEvent> _sink = _ => { };

    public FakeLeg Caller { get; } = new("127.0.0.1:40000");

    /// <summary>The legs dialled, in order.</summary>
    public List<FakeLeg> Dialled { get; } = [];

    ICallLeg ICallLine.Caller => Caller;

    public void Connect(Action<LegEvent> sink)
    {
        _sink = sink;
        sink(new LegConfirmed(Caller));
    }

    public void Rings() => _sink(new LegRinging(Dialled[^1], EarlyMedia: false));

    public void Answers()
    {
        _sink(new LegAnswered(Dialled[^1]));
        _sink(new LegFirstAudio(Dialled[^1]));
    }

    public void Refuses(int status, string reason) => _sink(new LegEnded(Dialled[^1], new LegEnd(LegEndKind.Rejected, status, reason)));

    public void CallerHangsUp() => _sink(new LegEnded(Caller, new LegEnd(LegEndKind.Remote)));

    public ICallLeg Dial(DialPlan plan)
    {
        var leg = new FakeLeg(plan.Target.ToString());
        Dialled.Add(leg);
        return leg;
    }

    public void Bridge(ICallLeg far)
    {
    }

    public void Unbridge()
    {
    }

    public void FollowHold()
    {
    }

    public void Play(ReadOnlyMemory<short> samples, Action? finished) => finished?.Invoke();

    public void PlayRingback()
    {
    }

    public void PlayHoldMusic()
    {
    }

    public void StopPlaying()
    {
    }

    public void Stream(SpeakToCaller source)
    {
    }

    public void Listen(HearCaller? listener)
    {
    }

    public void Dispose()
    {
    }
}
