using System.Net;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>What is told of a trunk, and how often.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkEventsTests
{
    private readonly HealthTable _it = new();

    private IEnumerable<TrunkEventKind> Told => _it.Events.Recent.Reverse().Select(e => e.Kind);

    [Fact]
    public void DownAndUpAgain_AreToldOnce_SuspectAndTheFirstUpAreNot()
    {
        _it.Answers();
        _it.Misses();
        Assert.Empty(Told);
        _it.Misses();
        _it.Misses();
        _it.Misses();
        Assert.Equal([TrunkEventKind.Down], Told);
        _it.Answers();
        _it.Answers();
        Assert.Equal([TrunkEventKind.Down, TrunkEventKind.Recovered], Told);
        Assert.Contains("does not answer", _it.Events.Recent[1].Words);
        Assert.Equal(_it.Trunk.Name, _it.Events.Recent[0].TrunkName);
    }

    [Fact]
    public void TrunkEditedWhileDown_IsToldUpAgainAllTheSame()
    {
        _it.Misses();
        _it.Misses();
        var edited = TrunkSamples.Made(then: t => (t.Id, t.UpdatedAt) = (_it.Trunk.Id, _it.Trunk.UpdatedAt + TimeSpan.FromSeconds(1)));
        _it.Directory.Replace([edited]);
        _it.Lights.Note(edited, TrunkCheckWords.Answered(TrunkCheckSettings.From(edited), 200, "OK", null, TimeSpan.FromMilliseconds(1)));

        Assert.Equal([TrunkEventKind.Down, TrunkEventKind.Recovered], Told);
    }

    [Fact]
    public void UnsteadyTrunk_IsToldOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            _it.Answers();
            _it.Misses();
        }

        Assert.Equal([TrunkEventKind.Unsteady], Told);
    }

    [Fact]
    public void UpAfterSeveralAnswers_IsSuspectUntilThen()
    {
        var it = new HealthTable(new TrunkHealthOptions { UpAfterAnswers = 3 });
        it.Answers();
        Assert.Equal("Up -", it.Shown);
        it.Misses();
        it.Answers();
        Assert.Equal("Up -", it.Shown);
        it.Misses();
        it.Misses();
        Assert.Equal("Down Timeout", it.Shown);
        it.Answers();
        Assert.Equal("Suspect Returning", it.Shown);
        it.CallAnswered();
        Assert.Equal("Suspect Returning", it.Shown);
        it.Misses();
        it.Answers();
        it.Answers();
        Assert.Equal("Suspect Returning", it.Shown);
        it.Answers();
        Assert.Equal("Up -", it.Shown);
        Assert.Equal([TrunkEventKind.Down, TrunkEventKind.Recovered], it.Events.Recent.Reverse().Select(e => e.Kind));
    }

    [Theory]
    [InlineData(13.9, "expires on 2000-01-14, in 13 days")]
    [InlineData(1.5, "expires tomorrow, 2000-01-02")]
    [InlineData(0.5, "expires today, 2000-01-01")]
    [InlineData(-2, "expired on 1999-12-30")]
    public void CertificateNearItsEnd_IsToldOnce(double days, string said)
    {
        Shows(days, "AA");
        Shows(days, "AA");

        var told = Assert.Single(_it.Events.Recent);
        Assert.Equal(TrunkEventKind.CertificateExpiring, told.Kind);
        Assert.Contains(said, told.Words);
        Assert.Contains(_it.Warnings, w => w.Contains(said, StringComparison.Ordinal));
        Assert.Equal(TrunkEventKind.CertificateExpiring, _it.Lights.Find(_it.Trunk.Id)!.Changes[0].Seen);
        Assert.Equal("Up -", _it.Shown);
    }

    [Fact]
    public void CertificateWithTime_OrRenewed_IsNotTold()
    {
        Shows(14.1, "AA");
        Assert.Empty(Told);
        Shows(3, "BB");
        Shows(90, "CC");
        Assert.Single(Told);
    }

    [Fact]
    public void ChangedPeer_StandsInTheTimeline_AndInTheLog()
    {
        _it.Answers();
        _it.Lights.Note(_it.Trunk, TrunkCheckWords.Answered(TrunkCheckSettings.From(_it.Trunk), 200, "OK", "B", TimeSpan.FromMilliseconds(1)), ["Server changed from A to B.", "Codecs changed from X to Y."]);

        Assert.Equal([TrunkEventKind.PeerChanged, TrunkEventKind.PeerChanged], Told);
        var changes = _it.Lights.Find(_it.Trunk.Id)!.Changes;
        Assert.Equal(["Codecs changed from X to Y.", "Server changed from A to B."], changes.Take(2).Select(c => c.Words));
        Assert.Equal((3, HealthState.Up), (changes.Count, changes[0].State));
        Assert.Equal(2, _it.Warnings.Count);
    }

    [Fact]
    public void Events_AreKeptInBounds_NewestFirst()
    {
        for (var i = 0; i < 200; i++) _it.Events.Add(_it.Trunk, TrunkEventKind.Down, $"{i}");
        Assert.Equal(TrunkEvents.MostKept, _it.Events.Recent.Count);
        Assert.Equal("199", _it.Events.Recent[0].Words);
    }

    private void Shows(double days, string sha) => _it.Lights.Note(_it.Trunk, TrunkCheckWords.Answered(TrunkCheckSettings.From(_it.Trunk), 200, "OK", null, TimeSpan.FromMilliseconds(1)) with
    {
        Peer = new PeerFingerprint(IPEndPoint.Parse("192.0.2.5:5061"), null, null, null, new PeerCertificateFacts("Our CA", _it.Time.GetUtcNow().UtcDateTime.AddDays(days), sha)),
    });
}
