using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>What a party hears while the other one holds the line: <c>prompts/hold.wav</c> of the data folder as it was at the start, else a tune of our own.</summary>
internal sealed class HoldMusic
{
    public const string FileName = "hold.wav";

    private readonly string _file;
    private readonly ILogger _log;
    private volatile AudioClip _clip = HoldTune.Clip;

    /// <param name="folder">The folder of prompts; need not exist.</param>
    public HoldMusic(string folder, ILogger<HoldMusic> log) => (_file, _log) = (Path.Combine(folder, FileName), log);

    /// <summary>Reads the file, if there is one; until it is read, and when it cannot be, our own tune plays.</summary>
    public Task LoadAsync() => File.Exists(_file) ? Task.Run(Load) : Task.CompletedTask;

    /// <summary>For one leg, from the beginning, for ever.</summary>
    public IFrameSource Play() => new ClipPlayer(_clip, loop: true);

    private void Load()
    {
        try
        {
            using var wav = File.OpenRead(_file);
            var clip = AudioClip.FromWav(wav);
            if (clip.Samples.Length == 0)
                throw new InvalidDataException("it holds no audio");
            _clip = clip;
            _log.LogInformation("Hold music is {File}, {Seconds:0} s", _file, clip.Length.TotalSeconds);
        }
        catch (Exception fault)
        {
            _log.LogWarning("Hold music {File} cannot be used ({Problem}); the built-in tune plays. Give it as a 16-bit PCM WAV file and restart", _file, fault.Message);
        }
    }
}
