using System.Net;
using System.Net.NetworkInformation;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop.Peers;

/// <summary>
/// Kamailio as a PBX on loopback: takes registrations (the trunk's with digest), asks its calls for the password, stays in the dialog (Record-Route), and lets its
/// phones call out to any address on loopback.
/// </summary>
internal sealed class KamailioPbx : IAsyncDisposable
{
    public const string Username = "voicedock";
    public const string Realm = "kamailio.test";

    private readonly ForeignProcess _process;

    private KamailioPbx(ForeignProcess process, int port, int tlsPort) => (_process, Port, TlsPort) = (process, port, tlsPort);

    /// <summary>UDP and TCP.</summary>
    public int Port { get; }

    /// <summary>0 without a certificate.</summary>
    public int TlsPort { get; }

    public string Output => _process.Output;

    /// <param name="password">What it expects of <see cref="Username"/>.</param>
    /// <param name="algorithm">MD5 or SHA-256.</param>
    /// <param name="challengesBye">Asks for the password within the dialog too.</param>
    /// <param name="certificatePem">Certificate and key; with it TLS is offered as well.</param>
    /// <param name="first">Routing lines that come before all others: a fault to play.</param>
    public static async Task<KamailioPbx> StartAsync(
        string password, string algorithm = "MD5", bool challengesBye = false, string? certificatePem = null, string first = "")
    {
        var program = ForeignTool.Require("kamailio", "kamailio");
        var folder = Directory.CreateTempSubdirectory("voicedock-kamailio-").FullName;
        var port = FreePort.Both();
        var file = Path.Combine(folder, "kamailio.cfg");
        var tlsPort = certificatePem is null ? 0 : FreePort.Tcp();
        if (certificatePem is not null) await File.WriteAllTextAsync(Path.Combine(folder, "pbx.pem"), certificatePem);
        await File.WriteAllTextAsync(file, Configuration(port, tlsPort, folder, password, algorithm, challengesBye, first));
        var process = ForeignProcess.Start(program, folder, "-f", file, "-DD", "-E", "-m", "32", "-M", "4", "-Y", folder, "-w", folder);
        var pbx = new KamailioPbx(process, port, tlsPort);
        try
        {
            await Eventually.TrueAsync(() => (Listens(port) && (tlsPort == 0 || FreePort.IsTcpListening(tlsPort))) || process.HasEnded, () => $"Kamailio listens:\n{process.Output}");
            Assert.False(process.HasEnded, process.Output);
            return pbx;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many requests of this method reached it, by its own log; one that was sent again counts once.</summary>
    public int Count(string method) => Output.Split('\n').Where(l => l.Contains($"request={method} ", StringComparison.Ordinal))
        .Select(l => l[(l.IndexOf(" id=", StringComparison.Ordinal) + 1)..].TrimEnd()).Distinct().Count();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static bool Listens(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Any(e => e.Port == port && IPAddress.IsLoopback(e.Address));

    private static string Tls(int port, string folder) => port == 0 ? "" : $"""
        enable_tls=yes
        listen=tls:127.0.0.1:{port}
        loadmodule "tls.so"
        modparam("tls", "tls_method", "TLSv1.2+")
        modparam("tls", "certificate", "{folder}/pbx.pem")
        modparam("tls", "private_key", "{folder}/pbx.pem")
        """;

    private static string Configuration(int port, int tlsPort, string folder, string password, string algorithm, bool challengesBye, string first) => $$"""
        #!KAMAILIO
        debug=1
        log_stderror=yes
        children=2
        tcp_children=2
        listen=udp:127.0.0.1:{{port}}
        listen=tcp:127.0.0.1:{{port}}
        {{Tls(tlsPort, folder)}}
        loadmodule "kex.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "xlog.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "auth.so"
        modparam("usrloc", "db_mode", 0)
        modparam("auth", "algorithm", "{{algorithm}}")

        request_route {
            xlog("L_ERR", "request=$rm from=$si:$sp uri=$ru id=$ci/$cs\n");
            {{first}}
            if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
            if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
            if (has_totag()) {
                if ({{(challengesBye ? "is_method(\"BYE\") && $fU != \"200\"" : "0 == 1")}}) {
                    if (!pv_proxy_authenticate("{{Realm}}", "{{password}}", "0")) { auth_challenge("{{Realm}}", "1"); exit; }
                    consume_credentials();
                }
                if (loose_route()) { t_relay(); exit; }
                if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
                sl_send_reply("404", "Not Here");
                exit;
            }
            if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
            if (is_method("REGISTER")) {
                if ($fU == "{{Username}}" && !pv_www_authenticate("{{Realm}}", "{{password}}", "0")) { www_challenge("{{Realm}}", "1"); exit; }
                save("location");
                exit;
            }
            if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
            record_route();
            # A phone that dials a number here: it belongs to the trunk's account, which is registered.
            if ($fU == "200" && uri == myself) {
                $rU = "{{Username}}";
                if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
            }
            if ($fU == "200") { t_relay(); exit; }
            if (!pv_proxy_authenticate("{{Realm}}", "{{password}}", "0")) { auth_challenge("{{Realm}}", "1"); exit; }
            if ($au != "{{Username}}") { sl_send_reply("403", "Forbidden"); exit; }
            consume_credentials();
            if (!lookup("location")) { sl_send_reply("404", "Not Found"); exit; }
            t_relay();
        }
        """;
}
