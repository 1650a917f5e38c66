using System.Diagnostics;
using System.Text;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>A foreign program in a temporary folder of its own. What it prints is kept (bounded); only this one process, by id, is ended.</summary>
internal sealed class ForeignProcess : IAsyncDisposable
{
    private const int MostOutput = 1_000_000;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private readonly Task[] _readers;
    private readonly string _folder;

    private ForeignProcess(Process process, string folder)
    {
        (_process, _folder) = (process, folder);
        _readers = [ReadAsync(process.StandardOutput), ReadAsync(process.StandardError)];
    }

    /// <summary>Everything printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return _output.ToString();
        }
    }

    public bool HasEnded => _process.HasExited;

    /// <param name="folder">Its own folder, made by the caller; removed with the process.</param>
    public static ForeignProcess Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
            Environment = { ["HOME"] = folder },
        };
        return new ForeignProcess(Process.Start(start)!, folder);
    }

    /// <summary>Asks it to end (SIGTERM), as its own service would, so that its children end too; then waits.</summary>
    public async Task StopAsync()
    {
        if (_process.HasExited) return;
        using (var kill = Process.Start("kill", [$"{_process.Id}"])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
    }

    /// <summary>One line on its standard input.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        await Task.WhenAll(_readers);
        return _process.ExitCode;
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _process.WaitForExitAsync();
        await Task.WhenAll(_readers);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer)) > 0)
        {
            lock (_gate)
            {
                if (_output.Length < MostOutput) _output.Append(buffer, 0, count);
            }
        }
    }
}
