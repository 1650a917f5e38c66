using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>The table of the health monitor, row by row.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkHealthTests
{
    private readonly HealthTable _it = new();

    [Fact]
    public void NothingTried_IsUnknown() => Assert.Equal("Unknown -", _it.Shown);

    [Fact]
    public void OneMiss_IsSuspect_TwoInARow_AreDown_OneSuccess_IsUp()
    {
        _it.Answers();
        Assert.Equal("Up -", _it.Shown);
        _it.Misses();
        Assert.Equal("Suspect Timeout", _it.Shown);
        _it.Answers();
        Assert.Equal("Up -", _it.Shown);
        _it.Misses();
        _it.Misses();
        Assert.Equal("Down Timeout", _it.Shown);
        _it.Misses();
        Assert.Equal("Down Timeout", _it.Shown);
        _it.Answers();
        Assert.Equal("Up -", _it.Shown);
    }

    [Fact]
    public void NeverReached_IsSuspectBeforeItIsDown()
    {
        _it.Refuses();
        Assert.Equal("Suspect Unreachable", _it.Shown);
        _it.Refuses();
        Assert.Equal("Down Unreachable", _it.Shown);
    }

    [Theory]
    [InlineData(200, "Up -")]
    [InlineData(302, "Up -")]
    [InlineData(401, "Up -")]
    [InlineData(403, "Up -")]
    [InlineData(404, "Up -")]
    [InlineData(405, "Up -")]
    [InlineData(500, "Up -")]
    [InlineData(503, "Up Busy")]
    [InlineData(603, "Up -")]
    public void AnyFinalAnswer_IsAlive(int status, string shown)
    {
        _it.Answers(status);
        Assert.Equal(shown, _it.Shown);
        _it.Misses();
        _it.Misses();
        _it.CallAnswered(status);
        Assert.Equal(shown, _it.Shown);
    }

    [Fact]
    public void Since_StaysWhileTheStateStays()
    {
        _it.Answers();
        var since = _it.Health.Since;
        _it.Time.Advance(TimeSpan.FromMinutes(3));
        _it.Answers(503);

        Assert.Equal(since, _it.Health.Since);
        Assert.Equal(since + TimeSpan.FromMinutes(3), _it.Health.CheckedAt);
        Assert.Equal(TimeSpan.FromMilliseconds(12), _it.Health.RoundTrip);
    }

    [Fact]
    public void PeerThatIgnoresOptions_ButTookACall_IsUpForTenMinutes()
    {
        _it.CallAnswered();
        Assert.Equal("Up -", _it.Shown);
        _it.Time.Advance(TimeSpan.FromMinutes(9.9));
        _it.Misses();
        Assert.Equal("Up NoOptions", _it.Shown);
        _it.CallAnswered();
        Assert.Equal("Up NoOptions", _it.Shown);

        _it.Time.Advance(TimeSpan.FromMinutes(10));
        _it.Misses();
        Assert.Equal("Suspect Timeout", _it.Shown);
        _it.Misses();
        Assert.Equal("Down Timeout", _it.Shown);
        _it.CallAnswered();
        Assert.Equal("Up NoOptions", _it.Shown);
    }

    [Fact]
    public void PeerThatAnsweredOptionsBefore_IsNotExcusedByACall()
    {
        _it.Answers();
        _it.CallAnswered();
        _it.Misses();
        Assert.Equal("Suspect Timeout", _it.Shown);
    }

    [Fact]
    public void PeerWhosePortIsClosed_IsNotExcusedByACall()
    {
        _it.CallAnswered();
        _it.Refuses();
        Assert.Equal("Suspect Unreachable", _it.Shown);
    }

    [Fact]
    public void CallThatFoundNobody_IsAMiss_AndTakesTheExcuseAway()
    {
        _it.CallAnswered();
        _it.CallMissed();
        Assert.Equal("Suspect Timeout", _it.Shown);
        _it.Misses();
        Assert.Equal("Down Timeout", _it.Shown);
    }

    [Fact]
    public void TrunkThatFlaps_StaysSuspect_WithOneAlert_UntilItIsSteady()
    {
        _it.Answers();
        for (var i = 0; i < 3; i++)
        {
            _it.Misses();
            _it.Answers();
        }

        Assert.Equal("Up -", _it.Shown); // six changes are allowed
        for (var i = 0; i < 5; i++)
        {
            _it.Misses();
            Assert.Equal("Suspect Flapping", _it.Shown);
            _it.Answers();
            Assert.Equal("Suspect Flapping", _it.Shown);
        }

        Assert.Single(_it.Warnings, w => w.Contains("too often", StringComparison.Ordinal));
        _it.Time.Advance(TimeSpan.FromMinutes(10));
        _it.Answers();
        Assert.Equal("Up -", _it.Shown);
    }

    [Fact]
    public void SlowChanges_AreNoFlapping()
    {
        for (var i = 0; i < 50; i++)
        {
            _it.Answers();
            _it.Time.Advance(TimeSpan.FromMinutes(2));
            _it.Misses();
            _it.Time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal("Suspect Timeout", _it.Shown);
    }

    [Fact]
    public void EditedTrunk_IsUnknownAgain()
    {
        _it.Answers();
        var edited = TrunkSamples.Made(then: t => (t.Id, t.UpdatedAt) = (_it.Trunk.Id, _it.Trunk.UpdatedAt + TimeSpan.FromSeconds(1)));
        _it.Directory.Replace([edited]);

        Assert.Equal("Unknown -", _it.Shown);
    }

    [Fact]
    public void History_IsKeptInBounds_NewestFirst()
    {
        for (var i = 0; i < 300; i++)
        {
            _it.Time.Advance(TimeSpan.FromMinutes(5));
            _it.Answers();
            _it.Time.Advance(TimeSpan.FromMinutes(5));
            _it.Misses();
        }

        var light = _it.Lights.Find(_it.Trunk.Id)!;
        Assert.Equal((TrunkLight.MostSamples, TrunkLight.MostChanges), (light.Samples.Count, light.Changes.Count));
        Assert.Equal(HealthState.Suspect, light.Changes[0].State);
        Assert.True(light.Changes[0].At > light.Changes[1].At);
        Assert.Null(light.Samples[^1].RoundTrip);
    }
}
