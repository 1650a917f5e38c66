using System.Threading.Channels;
using Bunit;
using Microsoft.AspNetCore.Components.Rendering;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Tests.Components.Shared;

[Trait("Kind", "Component")]
public sealed class LiveComponentTests : ConsoleContext
{
    [Fact]
    public void Item_OfTheFeed_AppearsByItself()
    {
        var feed = new LiveFeed<int, string>(TimeProvider.System);
        feed.Publish(1, "first");
        var board = Render<Board>(p => p.Add(b => b.Feed, feed));
        Assert.Equal("first", board.Markup);

        feed.Publish(2, "second");
        board.WaitForAssertion(() => Assert.Equal("first second", board.Markup), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Leaving_WaitsUntilTheFeedHasEnded()
    {
        var feed = new SlowFeed();
        var board = Render<SlowBoard>(p => p.Add(b => b.Feed, feed));
        await feed.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken);

        await DisposeComponentsAsync();

        Assert.True(feed.Ended);
        GC.KeepAlive(board);
    }

    private sealed class Board : LiveComponent
    {
        private readonly List<string> _lines = [];

        [Microsoft.AspNetCore.Components.Parameter]
        public LiveFeed<int, string> Feed { get; set; } = default!;

        protected override void OnInitialized() => _lines.AddRange(Follow(Feed.Subscribe(), _lines.AddRange));

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, string.Join(' ', _lines));
    }

    private sealed class SlowBoard : LiveComponent
    {
        [Microsoft.AspNetCore.Components.Parameter]
        public SlowFeed Feed { get; set; } = default!;

        protected override void OnInitialized() => Follow(Feed.ReadAsync, (int _) => { });
    }

    private sealed class SlowFeed
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Ended { get; private set; }

        public async IAsyncEnumerable<int> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            Started.SetResult();
            try
            {
                await Channel.CreateBounded<int>(1).Reader.WaitToReadAsync(cancellation);
            }
            finally
            {
                // The end comes later than the cancellation: leaving has to wait for it.
                await Task.Yield();
                Ended = true;
            }
            yield break;
        }
    }
}
