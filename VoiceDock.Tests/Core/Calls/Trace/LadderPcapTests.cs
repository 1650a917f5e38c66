using System.Diagnostics;
using System.Globalization;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Tests.Interop.Peers;

namespace VoiceDock.Tests.Core.Calls.Trace;

/// <summary>The capture file as the reader most people have understands it.</summary>
[Trait("Kind", "Unit")]
public sealed class LadderPcapTests
{
    private const string MaskedSdp = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\nm=audio 10000 RTP/SAVP 8\r\na=crypto:***\r\n";

    [Fact]
    public async Task Messages_OfEveryTransport_AreReadByTshark_WithTimesAddressesAndBodies()
    {
        var ladder = TestLadders.Of(
            TestLadders.Message(0, "INVITE sip:200@x", body: MaskedSdp),
            TestLadders.Message(1, "180 Ringing", sent: true),
            TestLadders.Message(2, "INVITE sip:200@y", sent: true, leg: "destination 1", transport: "tcp", local: "192.0.2.1:41000", body: MaskedSdp),
            TestLadders.Message(3, "486 Busy Here", leg: "destination 1", transport: "tcp", local: "192.0.2.1:41000"),
            TestLadders.Message(4, "INVITE sip:200@z", sent: true, leg: "destination 2", transport: "tls", local: "192.0.2.1:41001", remote: "192.0.2.9:5061", body: MaskedSdp),
            TestLadders.Message(5, "ACK sip:200@z", sent: true, leg: "destination 2", transport: "tls", local: "192.0.2.1:41001", remote: "192.0.2.9:5061"),
            TestLadders.Message(6, "REFER sip:a@x", sent: true, local: "[2001:db8::1]:5060", remote: "[2001:db8::2]:5080"));

        var lines = await ReadAsync(ladder, "frame.time_epoch", "ip.src", "ipv6.src", "udp.dstport", "tcp.dstport", "sip.Method", "sip.Status-Code", "sdp.media.port");

        Assert.Equal(
            [
                "0|192.0.2.7||5060||INVITE||10000",
                "1|127.0.0.1||40112|||180|",
                "2|192.0.2.1|||5070|INVITE||10000",
                "3|192.0.2.9|||41000||486|",
                "4|192.0.2.1|||5061|INVITE||10000",
                "5|192.0.2.1|||5061|ACK||",
                "6||2001:db8::1|5080||REFER||",
            ],
            lines.Select(Since));
    }

    [Fact]
    public async Task File_HasNothingTsharkFindsWrong_AndNoMarkerInIt()
    {
        var big = TestLadders.Message(2, "MESSAGE sip:200@y", sent: true, transport: "tcp", local: "192.0.2.1:41000", body: MaskedSdp + string.Concat(Enumerable.Repeat("a=note:0123456789abcdefghijklmnop\r\n", 1_000)));
        var ladder = TestLadders.Of(TestLadders.Message(0, "INVITE sip:200@x", body: MaskedSdp), TestLadders.Message(1, "200 OK", sent: true, body: MaskedSdp), big);

        Assert.Equal(["|110", "|110", "|", "|35110"], await ReadAsync(ladder, "_ws.malformed", "sip.Content-Length"));
    }

    [Fact]
    public void File_OfNoMessages_IsAHeader() => Assert.Equal(24, LadderPcap.Write(TestLadders.Of()).Length);

    // Seconds since the first message: the microseconds are the same of all.
    private static string Since(string line)
    {
        var cut = line.IndexOf('|');
        var at = decimal.Parse(line[..cut], CultureInfo.InvariantCulture);
        var nine = (TestLadders.Nine - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{(at - nine).ToString("0.######", CultureInfo.InvariantCulture)}{line[cut..]}");
    }

    private static async Task<string[]> ReadAsync(CallLadder ladder, params string[] fields)
    {
        var tshark = ForeignTool.Require("tshark", "tshark");
        var folder = Directory.CreateTempSubdirectory("voicedock-pcap-");
        try
        {
            var file = Path.Combine(folder.FullName, "call.pcap");
            await File.WriteAllBytesAsync(file, LadderPcap.Write(ladder), TestContext.Current.CancellationToken);
            string[] arguments = ["-n", "-r", file, "-T", "fields", "-E", "separator=|", .. fields.SelectMany(f => new[] { "-e", f })];
            var start = new ProcessStartInfo(tshark, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["HOME"] = folder.FullName } };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return output.TrimEnd('\n').Split('\n');
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
