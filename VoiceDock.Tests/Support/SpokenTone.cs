using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Support;

/// <summary>A speech program for <c>Speech:Program</c> whose voice is one tone, so that a test knows it when it hears it.</summary>
internal sealed class SpokenTone : IDisposable
{
    public const double Hz = 1_500;

    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-voice-").FullName;

    /// <param name="waits">It never gets to speak.</param>
    public SpokenTone(bool waits = false)
    {
        var wav = Path.Combine(_folder, "voice.wav");
        ToneFile.Write(wav, Hz, TimeSpan.FromSeconds(1));
        File.WriteAllText(Program, $"#!/bin/sh\ncat > /dev/null\n{(waits ? "exec sleep 60" : $"exec cat {wav}")}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Program => Path.Combine(_folder, "speak");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
