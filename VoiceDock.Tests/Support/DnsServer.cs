using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Tests.Support;

/// <summary>A small name server on a free UDP port of loopback: answers from a table the test fills, and can be silent, slow or broken.</summary>
public sealed class DnsServer : IDisposable
{
    private const int ServFail = 2;
    private const int NoSuchName = 3;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentDictionary<string, Func<IReadOnlyList<DnsRecord>>> _table = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<string> _questions = [];
    private readonly Task _serving;

    public DnsServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _serving = Task.Run(ServeAsync);
    }

    public IPEndPoint Address => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>What was asked, as <c>A pbx.example.com</c>, in order of arrival.</summary>
    public IReadOnlyList<string> Questions => [.. _questions];

    /// <summary>Questions about this name (case does not matter) are swallowed.</summary>
    public string? SilentFor { get; set; }

    /// <summary>Every question is answered "server failure".</summary>
    public bool IsBroken { get; set; }

    /// <summary>Answers announce a record and then end.</summary>
    public bool IsGarbled { get; set; }

    /// <summary>Answers wait for this; completed unless told.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What names without an entry of their own have.</summary>
    public Func<IReadOnlyList<DnsRecord>>? Otherwise { get; set; }

    public void Set(string name, params DnsRecord[] records) => _table[name] = () => records;

    /// <summary>Asked for the records at every question.</summary>
    public void Set(string name, Func<IReadOnlyList<DnsRecord>> records) => _table[name] = records;

    public void Remove(string name) => _table.TryRemove(name, out _);

    public void Dispose()
    {
        _socket.Dispose();
        _serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                _ = AnswerAsync(buffer.AsSpan(0, got.ReceivedBytes).ToArray(), got.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server is being taken down.
        }
    }

    private async Task AnswerAsync(byte[] question, EndPoint from)
    {
        var (name, type, end) = Read(question);
        _questions.Enqueue($"{TypeName(type)} {name}");
        await Gate;
        if (string.Equals(SilentFor, name, StringComparison.OrdinalIgnoreCase) || SilentFor == "*") return;
        var records = (_table.GetValueOrDefault(name) ?? Otherwise)?.Invoke();
        var code = IsBroken ? ServFail : records is null ? NoSuchName : 0;
        DnsRecord[] answers = code == 0 ? [.. records!.Where(r => r.Type == type)] : [];
        byte[] answer =
        [
            question[0], question[1], 0x81, (byte)(0x80 | code), 0, 1, .. DnsRecord.Number(answers.Length), 0, 0, 0, 0, .. question[12..end],
            .. answers.SelectMany(Encode),
        ];
        if (IsGarbled) answer = [.. answer[..6], 0, 1, .. answer[8..end], 0xC0];
        try
        {
            await _socket.SendToAsync(answer, SocketFlags.None, from);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Taken down while an answer waited, or nobody waits for it any more.
        }
    }

    // RFC 1035 section 4.1.3; the name points back to the question.
    private static byte[] Encode(DnsRecord record) =>
    [
        0xC0, 12, .. DnsRecord.Number(record.Type), 0, 1, .. DnsRecord.Number((int)(record.Ttl >> 16)), .. DnsRecord.Number((int)(record.Ttl & 0xFFFF)),
        .. DnsRecord.Number(record.Data.Length), .. record.Data,
    ];

    private static (string Name, ushort Type, int End) Read(byte[] message)
    {
        var at = 12;
        var labels = new List<string>();
        while (message[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]));
            at += message[at] + 1;
        }

        return (string.Join('.', labels), (ushort)((message[at + 1] << 8) | message[at + 2]), at + 5);
    }

    private static string TypeName(ushort type) => type switch
    {
        DnsRecord.A => "A",
        DnsRecord.Aaaa => "AAAA",
        DnsRecord.Srv => "SRV",
        _ => $"TYPE{type}",
    };
}
