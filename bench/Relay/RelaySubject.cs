using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Relay;

/// <summary>Something that relays the audio of calls between two far ends.</summary>
internal abstract class RelaySubject(Child? child) : IAsyncDisposable
{
    public double CpuSeconds => child is null ? 0 : ProcessTree.CpuSeconds(child.Id);

    public long ResidentKilobytes => child is null ? 0 : ProcessTree.ResidentKilobytes(child.Id);

    protected Child Child => child!;

    /// <summary>Opens calls.</summary>
    /// <param name="farPorts">The far ends' ports on 127.0.0.1, two a call.</param>
    /// <returns>The ports they send to, in the same order.</returns>
    public abstract Task<IReadOnlyList<int>> OpenAsync(IReadOnlyList<int> farPorts);

    public ValueTask DisposeAsync() => child?.DisposeAsync() ?? ValueTask.CompletedTask;
}
