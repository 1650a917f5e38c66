using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Rtcp;

namespace VoiceDock.Tests.Media.Rtcp;

[Trait("Kind", "Unit")]
public sealed class RtcpScheduleTests
{
    private readonly FakeTimeProvider _time = new();

    // RFC 3550 6.3.1: T = [0.5, 1.5] x 5 s / (e - 1.5), the first time with half of it.
    [Theory]
    [InlineData(0.0, 1.026, 2.052)]
    [InlineData(0.5, 2.052, 4.104)]
    [InlineData(1.0, 3.078, 6.156)]
    public void Reports_AreDueAsTheRuleAndChanceSay(double chance, double first, double next)
    {
        var clock = new MediaClock(_time);
        var schedule = new RtcpSchedule(TimeSpan.FromSeconds(5), clock, () => chance);
        Assert.False(schedule.IsDue(clock.Now + clock.Ticks(TimeSpan.FromHours(1))));
        schedule.Begin(clock.Now);
        foreach (var wait in new[] { first, next, next })
        {
            _time.Advance(TimeSpan.FromSeconds(wait - 0.002));
            Assert.False(schedule.IsDue(clock.Now));
            _time.Advance(TimeSpan.FromSeconds(0.004));
            Assert.True(schedule.IsDue(clock.Now));
        }
    }
}
