using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Security;
using VoiceDock.Core.Speech;
using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Core.Speech;

/// <summary>The room of speech alone, with a clock of the test's.</summary>
internal sealed class SpeechRoom : IAsyncDisposable
{
    public const string Key = "canary-speech-key-51d2";

    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-speech-").FullName;
    private readonly ServiceProvider _services;

    public SpeechRoom(string url, bool listed = true, string format = "wav", string program = "")
    {
        File.WriteAllText(Path.Combine(_folder, "key"), Key + "\n");
        var settings = new Dictionary<string, string?>
        {
            ["Speech:Url"] = url,
            ["Speech:KeyFile"] = Path.Combine(_folder, "key"),
            ["Speech:Format"] = format,
            ["Speech:EndpointVoice"] = "nova",
            ["Speech:Program"] = program,
        };
        if (listed)
            settings["Speech:AllowedPrivateNetworks"] = "127.0.0.0/8";
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<TimeProvider>(Time)
            .AddLogging(logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton(new OutboundTargetGuard(new TargetOptions(TargetMode.Any, [], []))).AddSingleton<HttpTargets>().AddSpeech(configuration);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new();

    public LogKeeper Log { get; } = new();

    public ISpeech Speech => _services.GetRequiredService<ISpeech>();

    public async Task<AudioClip?> SayAsync(string text) => await Speech.RenderAsync(text, TestContext.Current.CancellationToken);

    /// <summary>How loud a tone is in a clip: 1 = nothing but that tone.</summary>
    public static bool Has(AudioClip? clip, double hz)
    {
        var detector = new ToneDetector();
        for (var at = 0; clip is not null && at + 160 <= clip.Samples.Length; at += 160)
            detector.Write(clip.Samples.AsSpan(at, 160));
        return clip is not null && detector.Heard(hz);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
