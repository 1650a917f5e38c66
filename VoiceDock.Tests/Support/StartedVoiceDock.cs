using System.Diagnostics;
using System.Text;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>The real program in a process of its own, on free ports. Disposing ends exactly that process.</summary>
public sealed class StartedVoiceDock : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly CanaryProcessLog? _canary;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StartedVoiceDock(string folder, params (string Key, string Value)[] environment)
        : this(["--data", folder], environment)
    {
    }

    /// <summary>With settings beside the usual ones, such as <c>--Sip:Port=5070</c>.</summary>
    public static StartedVoiceDock With(string folder, params string[] settings) => new(["--data", folder], [], settings);

    /// <summary>With an environment as well.</summary>
    public static StartedVoiceDock With(string folder, (string Key, string Value)[] environment, params string[] settings) => new(["--data", folder], environment, settings);

    private StartedVoiceDock(string[] arguments, (string Key, string Value)[] environment, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        string[] words = [Path.Combine(AppContext.BaseDirectory, "VoiceDock.Web.dll"), .. arguments, "--urls", "http://127.0.0.1:0"];
        foreach (var word in words.Concat(["--Sip:Address=127.0.0.1", "--Sip:Port=0", "--Sip:Targets=loopback"]).Concat(settings)) start.ArgumentList.Add(word);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        _canary = CanaryProcessLog.Add(start);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>As a newcomer starts it, with temporary files in a folder of the test's.</summary>
    public static StartedVoiceDock Demo(string temporary) => new(["--demo"], [("TMPDIR", temporary)]);

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Until the console listens; fails when the program ends first.</summary>
    public async Task WaitUntilListeningAsync()
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(_listening.Task, ended).WaitAsync(Patience) == ended) throw new InvalidOperationException(Output);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>As a service manager or Ctrl+C does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await WaitForExitAsync();
    }

    /// <param name="name">Such as TERM.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _canary?.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null || _canary?.Takes(line) == true) return;
        lock (_output) _output.AppendLine(line);
        // The last line of the program's start notice: console and SIP listen.
        if (line.StartsWith("SIP:", StringComparison.Ordinal)) _listening.TrySetResult();
    }
}
