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

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Item_OfAProgramThatStops_IsNotDrawn(bool stops, int drawn)
    {
        var feed = new OneItemFeed();
        var board = Render<CountingBoard>(p => p.Add(b => b.Feed, feed));
        if (stops)
            Lifetime.StopApplication();

        feed.Go.SetResult();
        await feed.Taken.Task.WaitAsync(TimeSpan.FromSeconds(10), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(drawn, board.Instance.Drawn);
    }

    private sealed class Board : LiveComponent
    {
        private readonly List<string> _lines = [];

        [Microsoft.AspNetCore.Components.Parameter]
        public LiveFeed<int, string> Feed { get; set; } = default!;

        protected override void OnInitialized() => _lines.AddRange(Follow(Feed.Subscribe(), _lines.AddRange));

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, string.Join(' ', _lines));
    }

    private sealed class CountingBoard : LiveComponent
    {
        [Microsoft.AspNetCore.Components.Parameter]
        public OneItemFeed Feed { get; set; } = default!;

        public int Drawn { get; private set; }

        protected override void OnInitialized() => Follow(Feed.ReadAsync, (int _) => { Drawn++; });
    }

    private sealed class OneItemFeed
    {
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Set when the reader asks for the item behind the first, so has done its work on that one.</summary>
        public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async IAsyncEnumerable<int> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Go.Task.WaitAsync(cancellation);
            yield return 1;
            Taken.SetResult();
        }
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
