using Microsoft.AspNetCore.Components;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Layout;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Calls.Live;

/// <summary>The live board: every call, changing by itself.</summary>
public sealed partial class LiveCallsPage
{
    private LiveBoard _board = default!;
    private ElementReference _place;
    private bool _isPlacing;

    [Inject]
    private CallFeed Feed { get; set; } = default!;

    [Inject]
    private TrunkDirectory Trunks { get; set; } = default!;

    [Inject]
    private NumberDirectory Numbers { get; set; } = default!;

    [Inject]
    private RunMode Mode { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string? Lead => _board.LiveCount switch
    {
        0 => null,
        1 => "1 call now.",
        var count => $"{count} calls now.",
    };

    private string EmptyText => Mode.Demo
        ? "Calls appear here the moment they ring, and change by themselves. The practice caller rings again within a minute."
        : "Calls to your numbers appear here the moment they ring. From here you hand a caller over to your phone system, and see at once whether it worked.";

    private (string Href, string Label)? FirstStep => (Trunks.All.Count, Numbers.All.Count) switch
    {
        (0, _) => (ConsolePages.Exists("/trunks/new") ? "/trunks/new" : "/trunks", "Add a trunk"),
        (_, 0) => ("/numbers", "Register a number"),
        _ => null,
    };

    protected override void OnInitialized()
    {
        _board = new LiveBoard(Time);
        _board.Start(Follow(Feed.Subscribe(), _board.Apply));
        Follow(left => Ticks.Every(TimeSpan.FromSeconds(1), Time, left), _ => _board.Settle());
    }

    private async Task ClosePlaceAsync()
    {
        _isPlacing = false;
        await _place.FocusAsync();
    }

    private void Hold() => _board.Held = true;

    private void LetGo()
    {
        _board.Held = false;
        _board.Settle();
    }
}
