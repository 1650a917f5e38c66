using System.Globalization;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>Linphone's command line phone, without a sound card: it sends a tone once told to, silence before. Told what to do by typed commands.</summary>
internal sealed class LinphonePhone : IAsyncDisposable
{
    /// <summary>What it says, in Hz.</summary>
    public const double Tone = 697;

    private readonly ForeignProcess _process;
    private readonly string _folder;

    private LinphonePhone(ForeignProcess process, string folder) => (_process, _folder) = (process, folder);

    public string Output => _process.Output;

    /// <param name="mustEncrypt">Whether it takes no call without SRTP.</param>
    public static async Task<LinphonePhone> StartAsync(bool mustEncrypt = false)
    {
        var program = ForeignTool.Require("linphonec", "linphone-cli");
        var folder = Directory.CreateTempSubdirectory("voicedock-linphone-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, ".local", "share", "linphone"));
        var settings = Path.Combine(folder, "linphonerc");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [sip]
            sip_port={FreePort.Udp()}
            sip_tcp_port=0
            {(mustEncrypt ? "media_encryption=srtp\nmedia_encryption_mandatory=1" : "media_encryption=none")}
            [net]
            auto_net_state_mon=0
            [rtp]
            audio_rtp_port={FreePort.Udp()}

            """));
        var process = ForeignProcess.Start(program, folder, "-c", settings);
        try
        {
            await Eventually.TrueAsync(() => process.Output.Contains("linphonec>", StringComparison.Ordinal), () => $"linphonec is ready:\n{process.Output}");
            var phone = new LinphonePhone(process, folder);
            ToneFile.Write(phone.ToneWav, Tone, TimeSpan.FromSeconds(60));
            await phone.SendAsync("soundcard use files");
            return phone;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public Task RegisterAsync(string user, string password, int port) =>
        SendAsync($"register sip:{user}@127.0.0.1:{port} sip:127.0.0.1:{port} {password}");

    public Task DialAsync(string uri) => SendAsync($"call {uri}");

    /// <summary>A digit typed alone is a key pressed.</summary>
    public Task PressAsync(char key) => SendAsync($"{key}");

    /// <summary>Takes the call that rings.</summary>
    public async Task AnswerAsync()
    {
        await Eventually.TrueAsync(() => Output.Contains("incoming call", StringComparison.OrdinalIgnoreCase), () => $"linphone rings:\n{Output}");
        await SendAsync("answer");
    }

    /// <summary>Says its tone into the call it has.</summary>
    public Task SpeakAsync() => SendAsync($"play {ToneWav}");

    public Task HoldAsync() => SendAsync("pause");

    /// <summary>Takes the call off hold; back when its re-INVITE is over, for this phone sends nothing else before.</summary>
    public async Task ResumeAsync()
    {
        await Eventually.TrueAsync(() => Output.Contains("is now paused", StringComparison.Ordinal), () => $"linphone holds:\n{Output}");
        var streams = Streams;
        await SendAsync("resume");
        await Eventually.TrueAsync(() => Streams > streams, () => $"linphone goes on:\n{Output}");
    }

    /// <summary>Refers the other side of its call to somebody else.</summary>
    public Task ReferAsync(string uri) => SendAsync($"transfer {uri}");

    public Task HangUpAsync() => SendAsync("terminate");

    private int Streams => Output.Split("Media streams established").Length;

    private string ToneWav => Path.Combine(_folder, "tone.wav");

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task SendAsync(string command) => _process.TypeAsync(command);
}
