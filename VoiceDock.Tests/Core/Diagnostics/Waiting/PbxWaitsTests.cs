using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics.Waiting;

/// <summary>Who waits, for how long, and what is kept.</summary>
[Trait("Kind", "Unit")]
public sealed class PbxWaitsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PlayedArrivals _arrivals = new();
    private readonly PbxWaits _it;

    public PbxWaitsTests() => _it = new PbxWaits(_arrivals, TestPeople.Permits(), _time);

    [Fact]
    public void NobodyWaits_NothingIsWatched()
    {
        Assert.False(_arrivals.IsWatched);
        using (var first = Begin())
        using (Begin())
        {
            Assert.True(_arrivals.IsWatched);
            first.Dispose();
            Assert.True(_arrivals.IsWatched);
        }

        Assert.False(_arrivals.IsWatched);
    }

    [Fact]
    public void Wait_EndsByItself()
    {
        var wait = Begin();
        _time.Advance(PbxWaits.Longest - TimeSpan.FromSeconds(1));
        Assert.False(wait.IsOver);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(wait.IsOver);
        Assert.False(_arrivals.IsWatched);
    }

    [Fact]
    public void OneTooMany_IsRefused_UntilSomebodyStops()
    {
        var waits = Enumerable.Range(0, PbxWaits.MostAtOnce).Select(_ => Begin()).ToList();
        Assert.Equal("rate_limit_exceeded", _it.Begin(TestPeople.Ann).Error?.Code);
        waits[0].Dispose();
        Begin();
    }

    [Fact]
    public void Sources_AreKeptInBounds_StrangersFirst_NewestFirst()
    {
        using var wait = Begin();
        for (var i = 1; i <= 200; i++) _arrivals.Bring(Made($"192.0.2.{i}", trunk: i == 200 ? Guid.NewGuid() : null));

        Assert.Equal(PbxWaits.MostSources, _it.Seen.Count);
        Assert.Equal("192.0.2.199", _it.Seen[0].Address.ToString());
        Assert.Equal("192.0.2.200", _it.Seen[^1].Address.ToString());
    }

    [Fact]
    public void OneSource_KeepsTheNewestOfEachMethod_TheCallIsBest()
    {
        using var wait = Begin();
        foreach (var method in new[] { "OPTIONS", "INVITE", "OPTIONS", "OPTIONS", "REGISTER" }) _arrivals.Bring(Made("192.0.2.1", method));
        for (var i = 0; i < 100; i++) _arrivals.Bring(Made("192.0.2.2", $"M{i}"));

        var seen = _it.Seen.Single(s => s.Address.ToString() == "192.0.2.1");
        Assert.Equal(["REGISTER", "OPTIONS", "INVITE"], seen.Arrivals.Select(a => a.Method));
        Assert.Equal("INVITE", seen.Best.Method);
        Assert.Equal(Sighting.MostMethods, _it.Seen[0].Arrivals.Count);
    }

    [Fact]
    public void NewWait_StartsWithAnEmptyList_ASecondOneJoins()
    {
        var first = Begin();
        _arrivals.Bring(Made("192.0.2.1"));
        Begin();
        Assert.Single(_it.Seen);
        first.Dispose();
        _time.Advance(PbxWaits.Longest);
        Begin();
        Assert.Empty(_it.Seen);
    }

    private PbxWait Begin() => _it.Begin(TestPeople.Ann).Value;

    private static Arrival Made(string address, string method = "INVITE", Guid? trunk = null) => new()
    {
        At = DateTime.UnixEpoch,
        Source = new IPEndPoint(IPAddress.Parse(address), 5060),
        Transport = TrunkTransport.Udp,
        Method = method,
        Line = $"{method} sip:x SIP/2.0",
        TrunkId = trunk,
    };
}
