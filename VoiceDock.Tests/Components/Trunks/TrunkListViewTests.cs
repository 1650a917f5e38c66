using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkListViewTests
{
    private readonly TrunkLine _up = Line("Berlin", ok: true, numbers: 1);
    private readonly TrunkLine _down = Line("Amsterdam", ok: false, numbers: 4);
    private readonly TrunkLine _unchecked = Line("Cologne", ok: null, numbers: 2);

    [Theory]
    [InlineData("")]
    [InlineData("?q=berlin&sort=state&desc=1")]
    [InlineData("?sort=numbers")]
    public void Address_ReadAndWritten_IsTheSame(string query) => Assert.Equal(query, TrunkListView.Read(query).ToQueryString());

    [Theory]
    [InlineData("?sort=password&desc=yes&q=%20")]
    [InlineData("?sort=1")]
    public void Address_ThatMakesNoSense_ShowsTheUsualView(string query) => Assert.Equal(new TrunkListView(), TrunkListView.Read(query));

    [Fact]
    public void State_PutsWhatNeedsALookFirst() => Assert.Equal([_down, _unchecked, _up], new TrunkListView(Sort: TrunkSort.State).Apply([_up, _down, _unchecked]));

    [Fact]
    public void SameColumnAgain_TurnsTheOrderRound()
    {
        var byNumbers = new TrunkListView().By(TrunkSort.Numbers);

        Assert.Equal([_down, _unchecked, _up], byNumbers.Apply([_up, _down, _unchecked]));
        Assert.Equal([_up, _unchecked, _down], byNumbers.By(TrunkSort.Numbers).Apply([_up, _down, _unchecked]));
    }

    [Theory]
    [InlineData("berl")]
    [InlineData("192.168.1.100:5060")]
    [InlineData("up")]
    public void Search_LooksAtNameAddressAndState(string text) => Assert.Contains(_up, new TrunkListView(text).Apply([_up, _down, _unchecked]));

    [Fact]
    public void Search_LeavesOutWhatDoesNotMatch() => Assert.Equal([_down], new TrunkListView("amst").Apply([_up, _down, _unchecked]));

    private static readonly TrunkHealth Answered = TrunkHealth.Unknown with { State = HealthState.Up };
    private static readonly TrunkHealth Missed = TrunkHealth.Unknown with { State = HealthState.Down };

    private static TrunkLine Line(string name, bool? ok, int numbers)
    {
        var trunk = TrunkSamples.Made(t => t.Name = name);
        var light = ok is { } answers ? new TrunkLight(trunk, answers ? Answered : Missed, null, [], []) : null;
        return new TrunkLine(trunk, light, numbers, 0, null);
    }
}
