namespace VoiceDock.Core.Access;

/// <summary>Lets one first-run set-up through at a time; the data folder's lock keeps other processes out.</summary>
public sealed class SetupGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    internal async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        return new Turn(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
