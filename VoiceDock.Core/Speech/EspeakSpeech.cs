using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Speech;

/// <summary>Speaks through the espeak-ng program where it is installed. The text goes in on standard input, so it can never be read as an option.</summary>
internal sealed class EspeakSpeech(IOptions<SpeechOptions> options, TimeProvider time, ILogger<EspeakSpeech> log) : ISpeechVoice
{
    private readonly string? _program = Find(options.Value.Program);

    public bool IsAvailable => _program is not null;

    public async Task<AudioClip?> SpeakAsync(string text, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RenderSeconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var process = new Process { StartInfo = Command() };
        try
        {
            process.Start();
            var wav = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(wav, stop.Token);
            await process.StandardInput.WriteAsync(text.AsMemory(), stop.Token);
            process.StandardInput.Close();
            await reading;
            await process.WaitForExitAsync(stop.Token);
            wav.Position = 0;
            return AudioClip.FromWav(wav);
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidDataException or OperationCanceledException)
        {
            Stop(process);
            cancellation.ThrowIfCancellationRequested();
            log.LogWarning(fault, "A text of {Length} characters could not be spoken; tones replace it", text.Length);
            return null;
        }
    }

    private ProcessStartInfo Command()
    {
        var settings = options.Value;
        return new ProcessStartInfo(_program!, ["-v", settings.Voice, "-s", settings.Speed.ToString(), "-b", "1", "--stdin", "--stdout"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            UseShellExecute = false,
        };
    }

    private void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            log.LogDebug("The speech program had already ended");
        }
    }

    private static string? Find(string program)
    {
        if (program.Length == 0)
            return null;
        if (Path.IsPathRooted(program))
            return File.Exists(program) ? program : null;
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
    }
}
