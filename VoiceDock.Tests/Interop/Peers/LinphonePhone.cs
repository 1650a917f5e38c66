using System.Globalization;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>Linphone's command line phone, without a sound card: it sends silence. Told what to do by typed commands.</summary>
internal sealed class LinphonePhone : IAsyncDisposable
{
    private readonly ForeignProcess _process;

    private LinphonePhone(ForeignProcess process) => _process = process;

    public string Output => _process.Output;

    public static async Task<LinphonePhone> StartAsync()
    {
        var program = ForeignTool.Require("linphonec", "linphone-cli");
        var folder = Directory.CreateTempSubdirectory("voicedock-linphone-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, ".local", "share", "linphone"));
        var settings = Path.Combine(folder, "linphonerc");
        await File.WriteAllTextAsync(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [sip]
            sip_port={FreePort.Udp()}
            sip_tcp_port=0
            [net]
            auto_net_state_mon=0
            [rtp]
            audio_rtp_port={FreePort.Udp()}

            """));
        var process = ForeignProcess.Start(program, folder, "-c", settings);
        try
        {
            await Eventually.TrueAsync(() => process.Output.Contains("linphonec>", StringComparison.Ordinal), () => $"linphonec is ready:\n{process.Output}");
            var phone = new LinphonePhone(process);
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

    public Task HangUpAsync() => SendAsync("terminate");

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task SendAsync(string command) => _process.TypeAsync(command);
}
