using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>
/// Baresip as extension 200 behind a PBX: registers, answers by itself, says a tone without end, and writes down what it hears.
/// Told what to do over its control port.
/// </summary>
internal sealed class BaresipPhone : IAsyncDisposable
{
    /// <summary>What it says, in Hz.</summary>
    public const double Tone = 697;

    private const string Habits = ";answermode=auto;audio_codecs=PCMU/8000/1,PCMA/8000/1";

    private readonly ForeignProcess _process;
    private readonly BaresipControl _control;
    private readonly string _folder;

    private BaresipPhone(ForeignProcess process, BaresipControl control, string folder) => (_process, _control, _folder) = (process, control, folder);

    /// <param name="proxyPort">The PBX it registers with, on 127.0.0.1.</param>
    /// <param name="account">Another account than extension 200's; <c>{0}</c> stands for the PBX's address.</param>
    /// <param name="home">The loopback address it sends SIP from; 127.0.0.1 unless told.</param>
    /// <param name="until">What it says of its REGISTER, as a pattern; the phone is ready then.</param>
    /// <param name="codecs">As its account names them.</param>
    /// <param name="encryption">Its mediaenc: <c>srtp</c> (keys on a plain line), <c>srtp-mand</c> (RTP/SAVP); null: none.</param>
    public static async Task<BaresipPhone> StartAsync(
        int proxyPort, string? account = null, IPAddress? home = null, string until = "200 OK", string codecs = "PCMU/8000/1,PCMA/8000/1", string? encryption = null)
    {
        var program = ForeignTool.Require("baresip", "baresip");
        var folder = Directory.CreateTempSubdirectory("voicedock-baresip-").FullName;
        var controlPort = FreeTcpPort();
        ToneFile.Write(Path.Combine(folder, "tone.wav"), Tone, TimeSpan.FromSeconds(60));
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), Configuration(folder, controlPort, home ?? IPAddress.Loopback));
        await File.WriteAllTextAsync(Path.Combine(folder, "accounts"), Account(proxyPort, account, codecs, encryption));
        await File.WriteAllTextAsync(Path.Combine(folder, "contacts"), "");
        var process = ForeignProcess.Start(program, folder, "-f", folder);
        try
        {
            var phone = new BaresipPhone(process, await BaresipControl.ConnectAsync(controlPort, process), folder);
            await Eventually.TrueAsync(() => Regex.IsMatch(process.Output, until), () => $"baresip was told {until}:\n{phone.Output}");
            return phone;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public string Output => _process.Output.Replace("\b", "", StringComparison.Ordinal);

    /// <summary>Waits until it has told this many such events (CALL_ESTABLISHED, CALL_CLOSED …).</summary>
    public Task UntilAsync(string type, int count = 1) =>
        Eventually.TrueAsync(() => _control.Events(type) >= count, () => $"baresip told {type} {count} times:\n{Output}");

    public int Events(string type) => _control.Events(type);

    /// <summary>Adds one more account (without its answer mode and codecs), which registers at once.</summary>
    public Task AddAccountAsync(string account) => _control.SendAsync("uanew", account + Habits);

    public Task DialAsync(string uri) => _control.SendAsync("dial", uri);

    public Task HangUpAsync() => _control.SendAsync("hangup");

    /// <summary>Puts its call on hold by a re-INVITE with <c>sendonly</c>, and then sends no audio.</summary>
    public Task HoldAsync() => _control.SendAsync("hold");

    public Task ResumeAsync() => _control.SendAsync("resume");

    /// <summary>Refers the other side of its call to somebody else.</summary>
    public Task ReferAsync(string uri) => _control.SendAsync("transfer", uri);

    /// <summary>Presses a key (RFC 4733).</summary>
    public Task PressAsync(char key) => _control.SendAsync("sndcode", $"{key}");

    /// <summary>What it heard in its newest call so far.</summary>
    public HeardAudio Heard()
    {
        var heard = new HeardAudio();
        if (Directory.GetFiles(_folder, "dump-*-dec.wav").Order(StringComparer.Ordinal).LastOrDefault() is { } file)
            ToneFile.Read(file, heard);
        return heard;
    }

    /// <summary>Waits until it has heard these tones, one after the other.</summary>
    public Task HearsAsync(params double[] tones) => Eventually.TrueAsync(
        () => Heard().HasInOrder(0, tones), () => $"the phone hears {string.Join(", ", tones)} Hz: {Heard().Describe(0, tones)}");

    /// <summary>Ends it as a crash would: no BYE, no more audio.</summary>
    public void Crash() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }

    private static string Account(int proxyPort, string? account, string codecs, string? encryption) => account is not null
        ? $"{string.Format(CultureInfo.InvariantCulture, account, $"127.0.0.1:{proxyPort}")}{Habits}\n"
        : $"<sip:200@127.0.0.1:{proxyPort}>;outbound=\"sip:127.0.0.1:{proxyPort}\";regint=60;answermode=auto;audio_codecs={codecs}{(encryption is null ? "" : $";mediaenc={encryption}")}\n";

    private static string Configuration(string folder, int controlPort, IPAddress home) => $"""
        poll_method epoll
        sip_listen {home}:{FreePairOfPorts()}
        net_interface 127.0.0.1
        audio_source aufile,{folder}/tone.wav
        audio_player aubridge,ear
        audio_alert aubridge,alert
        audio_txmode thread
        audio_level no
        ausrc_srate 8000
        auplay_srate 8000
        ausrc_channels 1
        auplay_channels 1
        ausrc_format s16
        auplay_format s16
        auenc_format s16
        audec_format s16
        audio_buffer 20-160
        module_path {Modules()}
        module g711.so
        module g722.so
        module srtp.so
        module aufile.so
        module aubridge.so
        module sndfile.so
        module_tmp account.so
        module_app menu.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen 127.0.0.1:{controlPort}
        snd_path {folder}

        """;

    private static string Modules() =>
        new[] { "/usr/lib/baresip/modules", "/usr/local/lib/baresip/modules" }.FirstOrDefault(Directory.Exists) ?? "/usr/lib/baresip/modules";

    private static int FreeTcpPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // It listens on UDP and TCP here and on TLS one above.
    private static int FreePairOfPorts()
    {
        for (var i = 0; i < 100; i++)
        {
            using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)udp.Client.LocalEndPoint!).Port;
            if (port < 65535 && IsFreeTcp(port) && IsFreeTcp(port + 1)) return port;
        }

        throw new InvalidOperationException("No free pair of ports in a hundred tries.");
    }

    private static bool IsFreeTcp(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
