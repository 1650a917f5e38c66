namespace VoiceDock.Core.Calls.History;

/// <summary>Something to be written, and whoever waits for it. Thread-safe.</summary>
internal sealed class Asked<T>(T what)
{
    private readonly TaskCompletionSource<bool> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T What => what;

    public bool IsDone => _written.Task.IsCompleted;

    /// <summary>False: the database did not take it.</summary>
    public Task<bool> Written => _written.Task;

    public void End(bool written) => _written.TrySetResult(written);
}
