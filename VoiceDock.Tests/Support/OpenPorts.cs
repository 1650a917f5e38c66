using System.Globalization;
using System.Net;
using System.Runtime.Versioning;

namespace VoiceDock.Tests.Support;

/// <summary>Where a process can be reached: its listening TCP sockets and bound UDP sockets (IPv4 and IPv6), read from <c>/proc</c>.</summary>
[SupportedOSPlatform("linux")]
internal sealed record OpenPorts(IReadOnlyList<IPEndPoint> Tcp, IReadOnlyList<IPEndPoint> Udp)
{
    private const string Listening = "0A";
    private const string Unconnected = "07";

    public static OpenPorts Of(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(f => new FileInfo(f).LinkTarget ?? "").ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<IPEndPoint> Read(string protocol, string state) =>
        [
            .. new[] { protocol, protocol + "6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(row => row[3] == state && sockets.Contains($"socket:[{row[9]}]"))
                .Select(row => Address(row[1])),
        ];
        return new OpenPorts(Read("tcp", Listening), Read("udp", Unconnected));
    }

    // Words of 32 bits in the machine's order, then the port.
    private static IPEndPoint Address(string text)
    {
        var parts = text.Split(':');
        var bytes = Enumerable.Range(0, parts[0].Length / 8)
            .SelectMany(i => BitConverter.GetBytes(uint.Parse(parts[0].AsSpan(i * 8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        return new IPEndPoint(new IPAddress([.. bytes]), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
