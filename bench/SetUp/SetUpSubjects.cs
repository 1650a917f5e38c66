using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.SetUp;

/// <summary>Starts what is measured, each on the subject's core.</summary>
internal static class SetUpSubjects
{
    private const int LongestSeconds = 900;

    public static string? KamailioPath => Machine.Find("kamailio");

    /// <summary>The Asterisk to measure, from the environment; null when none is named.</summary>
    public static string? AsteriskPath => Environment.GetEnvironmentVariable("ASTERISK") is { Length: > 0 } path ? path : null;

    public static async Task<SetUpSubject> VoiceDockAsync(int uasPort)
    {
        var folder = Folder();
        var port = Machine.FreeUdpPort();
        var child = Toolbox.StartHost(["call-host", folder, $"{port}", $"{uasPort}", "10000-29999"], Machine.SubjectCpu, LongestSeconds);
        await child.ExpectAsync("ready");
        return new SetUpSubject("VoiceDock", child, port, folder) { Settles = TimeSpan.FromSeconds(4.5) };
    }

    public static async Task<SetUpSubject> KamailioAsync(int uasPort)
    {
        var folder = Folder();
        var port = Machine.FreeUdpPort();
        var file = Path.Combine(folder, "kamailio.cfg");
        await File.WriteAllTextAsync(file, KamailioProxy(port, uasPort));
        string[] arguments = ["-f", file, "-DD", "-E", "-m", "128", "-M", "8", "-Y", folder, "-w", folder];
        return await ListeningAsync("Kamailio", KamailioPath!, arguments, port, folder);
    }

    public static async Task<SetUpSubject> AsteriskAsync(int uasPort)
    {
        var folder = Folder();
        var port = Machine.FreeUdpPort();
        AsteriskFiles.Write(folder, port, uasPort);
        return await ListeningAsync("Asterisk", AsteriskPath!, ["-f", "-C", Path.Combine(folder, "asterisk.conf")], port, folder);
    }

    private static async Task<SetUpSubject> ListeningAsync(string name, string program, IEnumerable<string> arguments, int port, string folder)
    {
        var child = Child.Start(program, arguments, Machine.SubjectCpu, LongestSeconds, folder);
        try
        {
            await Machine.ListensAsync(child, port);
            return new SetUpSubject(name, child, port, folder);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    private static string Folder() => Directory.CreateTempSubdirectory("voicedock-bench-").FullName;

    // Stateful, in the dialog by Record-Route, nothing looked up: the least that sets up a call.
    private static string KamailioProxy(int port, int uasPort) => $$"""
        #!KAMAILIO
        debug=0
        log_stderror=yes
        children=2
        disable_tcp=yes
        listen=udp:127.0.0.1:{{port}}
        loadmodule "kex.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"

        request_route {
            if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
            if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
            if (has_totag()) {
                if (loose_route()) { t_relay(); exit; }
                if (is_method("ACK") && t_check_trans()) t_relay();
                exit;
            }
            if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
            record_route();
            $du = "sip:127.0.0.1:{{uasPort}}";
            t_relay();
        }
        """;
}
