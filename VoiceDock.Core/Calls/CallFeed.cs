using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>The live calls and every change of them. Subscribers get the first state and then changes; safe from any thread.</summary>
public sealed class CallFeed(TimeProvider time)
{
    private readonly LiveFeed<Guid, CallView> _feed = new(time);

    /// <summary>The live calls now, oldest first.</summary>
    public IReadOnlyList<CallView> Live => [.. _feed.Current.OrderBy(c => c.CreatedAt)];

    public LiveSubscription<Guid, CallView> Subscribe() => _feed.Subscribe();

    /// <summary>Every single change, none merged; of one call in order, on the thread of its actor. Handlers must be quick and must not throw.</summary>
    internal event Action<CallView>? Published;

    internal void Publish(CallView call)
    {
        _feed.Publish(call.Id, call, last: !call.State.IsLive());
        Published?.Invoke(call);
    }
}
