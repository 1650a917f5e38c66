using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Shared;

/// <summary>
/// A component that follows something live. Each feed is read in its own task; every item enters the UI through the renderer, one at a time.
/// Leaving the page cancels the feeds and waits until they have ended, so that nothing touches a component that is gone.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private readonly List<Task> _following = [];
    private readonly List<IDisposable> _subscriptions = [];

    protected LiveComponent() => Left = _left.Token;

    [Inject]
    private IHostApplicationLifetime Lifetime { get; set; } = default!;

    /// <summary>Cancelled when the component leaves the screen.</summary>
    protected CancellationToken Left { get; }

    // A program that stops ends its calls, and each would be drawn on every open page with services that are being taken down.
    private bool IsOver => Left.IsCancellationRequested || Lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancels the feeds and waits for their end. Override <see cref="OnLeftAsync"/> to release more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_left.IsCancellationRequested)
            return;
        await _left.CancelAsync();
        await Task.WhenAll(_following);
        _subscriptions.ForEach(s => s.Dispose());
        await OnLeftAsync();
        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Reads <paramref name="feed"/> until the component leaves; each item is applied in the UI, followed by a render. An exception of the feed
    /// or of <paramref name="apply"/> goes to the nearest error boundary. Call it from a lifecycle method or an event handler.
    /// </summary>
    protected void Follow<T>(Func<CancellationToken, IAsyncEnumerable<T>> feed, Action<T> apply) => Follow(feed, Done(apply));

    /// <summary>As above; the next item is taken when the work on this one is done, so a slow page merges changes instead of queueing them.</summary>
    protected void Follow<T>(Func<CancellationToken, IAsyncEnumerable<T>> feed, Func<T, Task> apply) =>
        _following.Add(Task.Run(() => ReadAsync(feed, apply)));

    /// <summary>
    /// Follows a feed of the core: returns the state of this moment, then hands every batch of changes to <paramref name="apply"/>. The
    /// subscription ends with the component.
    /// </summary>
    protected IReadOnlyList<TItem> Follow<TKey, TItem>(LiveSubscription<TKey, TItem> subscription, Action<IReadOnlyList<TItem>> apply)
        where TKey : notnull => Follow(subscription, Done(apply));

    /// <summary>As above, for work that takes time.</summary>
    protected IReadOnlyList<TItem> Follow<TKey, TItem>(LiveSubscription<TKey, TItem> subscription, Func<IReadOnlyList<TItem>, Task> apply)
        where TKey : notnull
    {
        _subscriptions.Add(subscription);
        Follow(subscription.Changes, apply);
        return subscription.First;
    }

    /// <summary>What a derived component holds besides its feeds; called after they have ended.</summary>
    protected virtual ValueTask OnLeftAsync() => ValueTask.CompletedTask;

    private static Func<T, Task> Done<T>(Action<T> apply) => item =>
    {
        apply(item);
        return Task.CompletedTask;
    };

    private async Task ReadAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> feed, Func<T, Task> apply)
    {
        try
        {
            await foreach (var item in feed(Left).WithCancellation(Left))
                await InvokeAsync(() => ShowAsync(item, apply));
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The component left the screen.
        }
        catch (ObjectDisposedException) when (Left.IsCancellationRequested)
        {
            // The circuit went away in the middle of an item.
        }
        catch (ObjectDisposedException problem) when (problem.ObjectName == nameof(IServiceProvider))
        {
            // The program is stopping; a page that is still open has nothing more to read.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private async Task ShowAsync<T>(T item, Func<T, Task> apply)
    {
        if (IsOver)
            return;
        await apply(item);
        if (!IsOver)
            StateHasChanged();
    }
}
