using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transactions;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transactions;

/// <summary>Transactions without a network and without waiting: fake time, a recorded wire, a recorded user.</summary>
internal sealed class TransactionBench : IMessageSender, IClientTransactionUser, IServerTransactionUser, IDisposable
{
    public static readonly IPEndPoint Peer = new(IPAddress.Loopback, 5060);

    public TransactionBench()
    {
        Wheel = new TimerWheel(Time, NullLogger.Instance);
        Layer = new TransactionLayer(this, Wheel, new TransactionTimers(Ms(500), Ms(4_000), Ms(5_000), Ms(32_000)), Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public TimerWheel Wheel { get; }

    public TransactionLayer Layer { get; }

    public Strand Strand { get; } = new(NullLogger.Instance);

    /// <summary>What went out: start line's first or second word (method or status), and when, in ms.</summary>
    public List<(string What, int At)> Wire { get; } = [];

    /// <summary>What the user was told.</summary>
    public List<string> Told { get; } = [];

    public List<string> Texts { get; } = [];

    public bool CanSend { get; set; } = true;

    public int Expected { get; private set; }

    public bool IsTraced => false;

    public bool Send(byte[] message, SipTarget target, bool retransmission)
    {
        if (!CanSend) return false;
        var text = Encoding.UTF8.GetString(message);
        var words = text.Split(' ', 3);
        var what = words[0] == "SIP/2.0" ? words[1] : words[0];
        Texts.Add(text);
        Wire.Add((retransmission ? $"{what} again" : what, (int)Now));
        return true;
    }

    public bool Abandon(SipTarget target) => !IsConnected;

    public bool IsConnected { get; set; }

    public void Expect(IPAddress address) => Expected++;

    public void Unexpect(IPAddress address) => Expected--;

    public void Trace(DateTimeOffset at, byte[] message, SipTarget target, bool retransmission) => throw new NotSupportedException();

    public void OnResponse(ClientTransaction transaction, SipResponse response, SipTarget source) => Told.Add($"{response.StatusCode}");

    public void OnTimeout(ClientTransaction transaction) => Told.Add("timeout");

    public void OnUnreachable(ClientTransaction transaction, TransportFault fault) => Told.Add("unreachable");

    public void OnTerminated(ClientTransaction transaction) => Told.Add($"gone at {Now}");

    public void OnTerminated(ServerTransaction transaction) => Told.Add($"gone at {Now}");

    /// <summary>Milliseconds since the bench was made.</summary>
    public double Now => (Time.GetUtcNow() - Time.Start).TotalMilliseconds;

    /// <summary>Lets time pass in steps of the wheel's tick, so that each timer meets its own moment.</summary>
    public void Pass(int milliseconds)
    {
        for (var passed = 0; passed < milliseconds; passed += 10) Time.Advance(Ms(10));
    }

    /// <summary>Where requests go and come from.</summary>
    public SipTarget Remote { get; init; } = Peer;

    public ClientTransaction Start(string method)
    {
        ClientTransaction? transaction = null;
        Strand.Run(() =>
        {
            transaction = Layer.Open(Request(method), Remote, Strand, this);
            transaction.Start();
        });
        return transaction!;
    }

    public ServerTransaction Accept(SipRequest request)
    {
        ServerTransaction? transaction = null;
        Strand.Run(() => transaction = Layer.Accept(request, Remote, Remote, Strand, this));
        return transaction!;
    }

    /// <summary>A response to the request of a transaction of ours.</summary>
    public bool Receive(int status, string method, string toTag = "b") =>
        Layer.Receive(Request(method).CreateResponse(status, null, status == 100 ? null : toTag), Remote);

    public void Respond(ServerTransaction transaction, SipRequest request, int status) =>
        Strand.Run(() => transaction.Respond(request.CreateResponse(status, null, "b")));

    public static SipRequest Request(string method, string branch = "z9hG4bK1")
    {
        var uri = new SipUri { Scheme = "sip", User = "200", Host = "pbx" };
        var request = new SipRequest(method, uri);
        request.Headers.Add("Via", $"SIP/2.0/UDP 127.0.0.1:5070;branch={branch};rport");
        request.Headers.Add("Route", "<sip:127.0.0.1:5060;lr>");
        request.MaxForwards = 70;
        request.From = new NameAddr { Uri = uri }.WithTag("a");
        request.To = new NameAddr { Uri = uri };
        request.CallId = "call";
        request.CSeq = new CSeq(7, method);
        return request;
    }

    public void Dispose() => Wheel.Dispose();

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
