using Microsoft.Extensions.Logging;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>
/// Keeps one dialog's affairs in order: its state changes run one at a time under one lock, and what the outside is to hear is queued there and
/// told after the lock is released, in order and one at a time. So a listener may call back in without a deadlock.
/// </summary>
internal sealed class Strand(ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _notices = new();
    private bool _telling;

    /// <summary>True inside <see cref="Run"/> on this thread.</summary>
    public bool IsHeld => _gate.IsHeldByCurrentThread;

    /// <summary>Runs a state change, then tells what it queued (unless another thread is telling already; that one goes on).</summary>
    public void Run(Action change)
    {
        lock (_gate) change();
        Tell();
    }

    /// <summary>Same, with a result.</summary>
    public T Run<T>(Func<T> change)
    {
        T result;
        lock (_gate) result = change();
        Tell();
        return result;
    }

    /// <summary>Queues what the outside is to hear. Only inside <see cref="Run"/>.</summary>
    public void Post(Action notice) => _notices.Enqueue(notice);

    private void Tell()
    {
        if (_gate.IsHeldByCurrentThread) return;
        while (TryTake(out var notice))
        {
            try
            {
                notice();
            }
            catch (Exception e)
            {
                // A failing listener must not keep the later ones from being told.
                logger.LogError(e, "A SIP event handler failed");
            }
            finally
            {
                lock (_gate) _telling = false;
            }
        }
    }

    private bool TryTake(out Action notice)
    {
        lock (_gate)
        {
            notice = null!;
            if (_telling || !_notices.TryDequeue(out var next)) return false;
            _telling = true;
            notice = next;
            return true;
        }
    }
}
