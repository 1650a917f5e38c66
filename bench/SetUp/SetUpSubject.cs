using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.SetUp;

/// <summary>Something that takes calls on one port and sets each of them up to one answering side.</summary>
internal sealed class SetUpSubject(string name, Child child, int port, string folder) : IAsyncDisposable
{
    public string Name => name;

    public int Port => port;

    public double CpuSeconds => ProcessTree.CpuSeconds(child.Id);

    public long ResidentKilobytes => ProcessTree.ResidentKilobytes(child.Id);

    /// <summary>Of our own process: the bytes it has allocated, and the milliseconds its collector has stopped it, since it started.</summary>
    public async Task<(double Bytes, double PauseMilliseconds)> ReadCollectorAsync()
    {
        await child.WriteLineAsync("figures");
        var words = await child.ExpectAsync("figures");
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>How long after a call's end it still works for it: ours stores the call's trace when late answers have come.</summary>
    public TimeSpan Settles { get; init; } = TimeSpan.FromSeconds(0.5);

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
