namespace VoiceDock.Core.Keys;

/// <summary>One change of keys at a time.</summary>
internal sealed class KeyGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        return new Exit(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Exit(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
