using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Overview;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

/// <summary>Events of trunks on screens: notices, and the list on the overview.</summary>
[Trait("Kind", "Component")]
public sealed class TrunkNoticesTests : ConsoleContext
{
    private readonly TrunkEvents _events = new(TimeProvider.System);
    private readonly Trunk _trunk = TrunkSamples.Made();

    public TrunkNoticesTests() => Services.AddSingleton(_events);

    private ISnackbar Snackbar => Services.GetRequiredService<ISnackbar>();

    [Fact]
    public void Event_IsANotice_WithItsTextAsText()
    {
        Render<TrunkNotices>();
        var bar = Render<MudSnackbarProvider>();
        _events.Add(_trunk, TrunkEventKind.PeerChanged, "Server changed from A to <img src=x onerror=alert(1)>.");

        bar.WaitForAssertion(() => Assert.Contains("its peer changed. Server changed from A to <img", bar.Find(".mud-snackbar").TextContent));
        Assert.Empty(bar.FindAll("img"));
        Assert.Contains("Open", bar.Find(".mud-snackbar").TextContent);
    }

    [Fact]
    public void WhatHappenedBefore_IsNoNotice()
    {
        _events.Add(_trunk, TrunkEventKind.Down, "Before.");
        Render<TrunkNotices>();
        _events.Add(_trunk, TrunkEventKind.Recovered, "After.");
        var bar = Render<MudSnackbarProvider>();
        bar.WaitForAssertion(() => Assert.Contains("is up again. After.", bar.Markup));
        Assert.Single(Snackbar.ShownSnackbars);
    }

    [Fact]
    public void ManyAtOnce_AreOneNotice()
    {
        Render<TrunkNotices>();
        _events.Add(_trunk, TrunkEventKind.Down, "First.");
        for (var i = 0; i < 40; i++) _events.Add(_trunk, TrunkEventKind.Down, $"No. {i}");
        var bar = Render<MudSnackbarProvider>();
        bar.WaitForAssertion(() => Assert.Contains("events of trunks at once", bar.Markup));
        Assert.InRange(Snackbar.ShownSnackbars.Count(), 1, 3);
    }

    [Fact]
    public void Overview_ListsTheLastOnes_AndFollows()
    {
        var panel = Render<TrunkEventsPanel>();
        Assert.Equal("", panel.Markup.Trim());
        for (var i = 1; i <= 7; i++) _events.Add(_trunk, TrunkEventKind.Down, $"It does not answer, {i}.");

        panel.WaitForAssertion(() => Assert.Equal(5, panel.FindAll("li").Count));
        Assert.Contains("It does not answer, 7.", panel.FindAll("li")[0].TextContent);
        Assert.Equal($"/trunks/{_trunk.Id}", panel.Find("li a").GetAttribute("href"));
    }
}
