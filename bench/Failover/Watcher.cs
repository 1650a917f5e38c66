using System.Collections.Concurrent;
using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.Failover;

/// <summary>A program that watches agents and prints <c>state PORT word</c> somewhere on a line when one changes; the time of the line counts.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly Child _child;
    private readonly string _folder;
    private readonly ConcurrentQueue<(int Port, string State, long At)> _changes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    private Watcher(string name, Child child, string folder, int port)
    {
        (Name, _child, _folder, Port) = (name, child, folder, port);
        _reading = ReadAsync();
    }

    public string Name { get; }

    /// <summary>The port it asks from.</summary>
    public int Port { get; }

    public static async Task<Watcher> VoiceDockAsync(Timers timers, IEnumerable<int> agents)
    {
        var folder = Folder();
        var port = Machine.FreeUdpPort();
        string[] numbers = [Text(timers.Interval), Text(timers.Timeout), Text(timers.SuspectInterval), $"{timers.Misses}"];
        var child = Toolbox.StartHost(["watch-host", folder, $"{port}", .. numbers, .. agents.Select(a => $"{a}")], null);
        await child.ExpectAsync("ready");
        return new Watcher("VoiceDock", child, folder, port);
    }

    public static async Task<Watcher> KamailioAsync(Timers timers, IEnumerable<int> agents)
    {
        var folder = Folder();
        var port = Machine.FreeUdpPort();
        var list = Path.Combine(folder, "dispatcher.list");
        await File.WriteAllLinesAsync(list, agents.Select(a => $"1 sip:127.0.0.1:{a}"));
        var file = Path.Combine(folder, "kamailio.cfg");
        await File.WriteAllTextAsync(file, Dispatcher(port, list, timers));
        // Its log goes to stderr, and the lines we wait for are in it.
        string[] arguments = ["-c", "exec \"$0\" \"$@\" 2>&1", Machine.Find("kamailio")!, "-f", file, "-DD", "-E", "-m", "64", "-M", "8", "-Y", folder, "-w", folder];
        var child = Child.Start("sh", arguments, null, folder: folder);
        await Machine.ListensAsync(child, port);
        return new Watcher("Kamailio", child, folder, port);
    }

    /// <summary>User and system time of its process so far, in seconds.</summary>
    public double CpuSeconds => ProcessTree.CpuSeconds(_child.Id);

    /// <summary>When an agent was first seen in a state after a time; null: not yet.</summary>
    public long? FirstSeen(int agent, string state, long after)
    {
        foreach (var change in _changes)
        {
            if (change.Port == agent && change.State == state && change.At >= after)
                return change.At;
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _stop.CancelAsync();
        await _reading;
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _child.ReadLineAsync(_stop.Token) is { } line)
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var at = Array.IndexOf(words, "state");
                if (at >= 0 && at + 2 < words.Length && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var port))
                    _changes.Enqueue((port, words[at + 2], TimeProvider.System.GetTimestamp()));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The bench is over.
        }
    }

    private static string Folder() => Directory.CreateTempSubdirectory("voicedock-bench-").FullName;

    private static string Text(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    private static string Dispatcher(int port, string list, Timers timers) => $$"""
        #!KAMAILIO
        debug=0
        log_stderror=yes
        children=1
        disable_tcp=yes
        listen=udp:127.0.0.1:{{port}}
        loadmodule "kex.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "dispatcher.so"
        modparam("tm", "fr_timer", {{(int)(timers.Timeout * 1000)}})
        modparam("dispatcher", "list_file", "{{list}}")
        modparam("dispatcher", "ds_ping_interval", {{(int)timers.Interval}})
        modparam("dispatcher", "ds_probing_mode", 1)
        modparam("dispatcher", "ds_probing_threshold", {{timers.Misses}})
        modparam("dispatcher", "ds_inactive_threshold", 1)
        request_route { exit; }
        event_route[dispatcher:dst-down] { xlog("L_ERR", "state $(ru{uri.port}) down \n"); }
        event_route[dispatcher:dst-up] { xlog("L_ERR", "state $(ru{uri.port}) up \n"); }
        """;
}

/// <summary>When agents are asked and given up, in seconds.</summary>
/// <param name="SuspectInterval">Ours alone: between probes after a first miss.</param>
/// <param name="Misses">In a row, that make down.</param>
internal sealed record Timers(double Interval, double Timeout, double SuspectInterval, int Misses)
{
    /// <summary>The longest a side may take that asks only at its interval, with room for jitter.</summary>
    public double Longest => (Misses * (Interval + Timeout) * 1.3) + 2;
}
