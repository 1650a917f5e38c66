using System.Diagnostics;

namespace VoiceDock.Bench.Run;

/// <summary>A program beside the bench, with lines on its stdin and stdout, bounded in time, ended by its own process id.</summary>
/// <remarks>Runs under <c>timeout</c>, so that it ends even when the bench itself is killed.</remarks>
internal sealed class Child : IAsyncDisposable
{
    private const int KillAfterSeconds = 5;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Child(string name, Process process) => (Name, _process, _errors) = (name, process, process.StandardError.ReadToEndAsync());

    public string Name { get; }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="cpu">The core it may use; null: any.</param>
    /// <param name="seconds">It is ended after this long.</param>
    public static Child Start(string program, IEnumerable<string> arguments, int? cpu = null, int seconds = 180, string? folder = null)
    {
        string[] bounded = ["-k", $"{KillAfterSeconds}", $"{seconds}"];
        var start = new ProcessStartInfo("timeout", [.. bounded, .. Machine.Placement(cpu), program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
            Environment = { ["TERM"] = "dumb", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        return new Child(Path.GetFileName(program), Process.Start(start)!);
    }

    /// <exception cref="BenchException">It has ended.</exception>
    public async Task WriteLineAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            throw new BenchException($"{Name} has ended: {Last(await _errors)}");
        }
    }

    /// <summary>Ends its stdin, which our own tools take as the end.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>The words after <paramref name="word"/> on the next line that begins with it; other lines are passed over.</summary>
    /// <exception cref="BenchException">It ended, or the time is over.</exception>
    public async Task<string[]> ExpectAsync(string word, int seconds = 60)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(stop.Token) is { } line)
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 0 && words[0] == word)
                    return words[1..];
            }
        }
        catch (OperationCanceledException)
        {
            throw new BenchException($"{Name} did not say '{word}' within {seconds} s.");
        }
        await _process.WaitForExitAsync();
        throw new BenchException($"{Name} ended with {_process.ExitCode} before it said '{word}': {Last(await _errors)}");
    }

    /// <summary>The next line of its stdout; null when it has ended.</summary>
    public Task<string?> ReadLineAsync(CancellationToken cancellation) => _process.StandardOutput.ReadLineAsync(cancellation).AsTask();

    /// <summary>Waits for its end, with its output thrown away; false when it goes on after that time.</summary>
    public async Task<bool> EndedAsync(int seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var output = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, stop.Token);
        await _process.WaitForExitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it printed to stdout and stderr, the end of it.</returns>
    public async Task<string> EndAsync(int seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var output = _process.StandardOutput.ReadToEndAsync(stop.Token);
        try
        {
            await _process.WaitForExitAsync(stop.Token);
            return Last(await output + await _errors);
        }
        catch (OperationCanceledException)
        {
            throw new BenchException($"{Name} did not end within {seconds} s.");
        }
    }

    /// <summary>Closes its stdin, which ends our own tools; ends it, with what it has started, when that does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static string Last(string text) => text[Math.Max(0, text.Length - 2_000)..].Trim();
}
