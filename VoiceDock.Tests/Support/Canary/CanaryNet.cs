using System.Collections.Concurrent;
using System.Text;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>
/// Looks for the secrets of a <see cref="CanaryBook"/> in what a run of the tests leaves behind. On when <c>VOICEDOCK_CANARY</c> names a folder: hits go to
/// <c>hits-*.txt</c> there and, when the run ends, the counts to <c>counts-*.txt</c> (eng/canary.sh adds them up). Thread-safe.
/// </summary>
internal sealed class CanaryNet
{
    /// <summary>The net of this run; null when it is off.</summary>
    public static readonly CanaryNet? Current = Environment.GetEnvironmentVariable("VOICEDOCK_CANARY") is { Length: > 0 } folder ? OfRun(folder) : null;

    private readonly ConcurrentDictionary<CanaryPlace, int> _counts = new();
    private readonly ConcurrentQueue<string> _hits = [];
    private readonly ConcurrentDictionary<CanaryLog, bool> _logs = [];

    /// <param name="folder">For the logs while they grow.</param>
    public CanaryNet(string folder) => Folder = folder;

    public string Folder { get; }

    public CanaryBook Book { get; } = new();

    /// <summary>Which secret, where, in which test; never its value.</summary>
    public IReadOnlyCollection<string> Hits => _hits;

    public int CountOf(CanaryPlace place) => _counts.GetValueOrDefault(place);

    public void Check(CanaryPlace place, string where, ReadOnlySpan<byte> bytes) => Check(place, where, Encoding.Latin1.GetString(bytes));

    /// <param name="text">As text, or bytes as Latin-1.</param>
    public void Check(CanaryPlace place, string where, string text)
    {
        _counts.AddOrUpdate(place, 1, (_, n) => n + 1);
        foreach (var name in Book.FindIn(text))
        {
            if (!CanaryShown.IsShown(name, where)) _hits.Enqueue($"{name}: {place} {where}: {NameOfTest()}");
        }
    }

    public void Register(string name, string value) => Book.Register(name, value);

    /// <summary>Until <see cref="Forget"/>, the end of the run closes it.</summary>
    public void Remember(CanaryLog log) => _logs[log] = true;

    public void Forget(CanaryLog log) => _logs.TryRemove(log, out _);

    private static string NameOfTest() =>
        TestContext.Current is { } now ? now.Test?.TestDisplayName ?? now.TestClass?.TestClassName ?? now.TestCollection?.TestCollectionDisplayName ?? "no test" : "no test";

    private static CanaryNet OfRun(string folder)
    {
        Directory.CreateDirectory(folder);
        var net = new CanaryNet(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => net.Report();
        return net;
    }

    private void Report()
    {
        foreach (var log in _logs.Keys) log.Dispose();
        File.WriteAllLines(Path.Combine(Folder, $"hits-{Environment.ProcessId}.txt"), _hits);
        File.WriteAllLines(Path.Combine(Folder, $"counts-{Environment.ProcessId}.txt"), Enum.GetValues<CanaryPlace>().Select(p => $"{p} {CountOf(p)}"));
    }
}
