using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Quality;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>A leg without SIP: remembers what was asked of it.</summary>
internal sealed class FakeLeg(string target) : ICallLeg
{
    public string Target => target;

    public string SipCallId => target;

    public bool HungUp { get; private set; }

    public bool? TakesRefer => null;

    public void Ring()
    {
    }

    public void Answer()
    {
    }

    public void HangUp() => HungUp = true;

    public void Hold()
    {
    }

    public void Resume()
    {
    }

    public void Refer(ReferPlan plan)
    {
    }

    public QualityPoint SampleQuality() => new(4.4f, 50, 0, 2);

    public void Play(ReadOnlyMemory<short> samples, Action? finished)
    {
    }

    public void StopPlaying()
    {
    }

    public void SendDigit(char key)
    {
    }

    public LegQuality ReadQuality() => new(500, 500, 0, 2, OneWay: false);
}
