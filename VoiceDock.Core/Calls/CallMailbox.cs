using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Calls;

/// <summary>What waits to be done on one call: anyone puts work in, one reader does it in order.</summary>
internal sealed class CallMailbox(Guid callId, ILogger log)
{
    // Far more than a healthy call ever has waiting; a peer that fills it is cut off instead of filling memory.
    private const int MostWaiting = 4096;

    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _broken;
    private volatile bool _closed;

    /// <summary>Safe from any thread; dropped once the call is over.</summary>
    public void Post(Action work)
    {
        if (!_work.Writer.TryWrite(work) && !_closed && !_broken)
        {
            _broken = true;
            log.LogWarning("Call {CallId} has too much waiting and is ended", callId);
        }
    }

    /// <summary>Queues a command and waits for its answer; a call that is over answers that it is not active. Safe from any thread.</summary>
    public async Task<Result<T>> AskAsync<T>(Action<Action<Result<T>>> work)
    {
        var done = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_work.Writer.TryWrite(() => Answering(work, done)))
            return CallErrors.NotActive;
        // An answer that waited for something, such as the disk or the speech program, may never come once the call is over.
        await Task.WhenAny(done.Task, _over.Task);
        // A command that ends the call has both: its answer, which was there first, counts.
        return done.Task.IsCompleted ? await done.Task : CallErrors.NotActive;
    }

    /// <summary>Does what comes until the call is no longer live.</summary>
    /// <param name="isLive">Asked after each piece of work.</param>
    /// <param name="fault">Ends the call after an internal error, or when too much waits.</param>
    public async Task ReadAsync(Func<bool> isLive, Action fault)
    {
        await foreach (var work in _work.Reader.ReadAllAsync())
        {
            Handle(work);
            if (_broken && isLive())
                Handle(fault);
            if (!isLive())
                return;
        }
    }

    /// <summary>Takes nothing more. Whoever asked at the last moment still gets an answer: the state is final, so each is refused.</summary>
    public void Close()
    {
        _closed = true;
        _work.Writer.Complete();
        while (_work.Reader.TryRead(out var late))
            Handle(late);
        _over.TrySetResult();
    }

    private void Handle(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Call {CallId} met an internal error and is ended", callId);
            _broken = true;
        }
    }

    private static void Answering<T>(Action<Action<Result<T>>> work, TaskCompletionSource<Result<T>> done)
    {
        try
        {
            work(result => done.TrySetResult(result));
        }
        catch (Exception fault)
        {
            done.TrySetException(fault);
            throw;
        }
    }
}
