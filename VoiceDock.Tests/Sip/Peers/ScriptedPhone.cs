using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>
/// A SIP phone that does what the test says, word for word: a raw UDP socket on loopback that sends and expects texts. It does nothing by itself.
/// </summary>
public sealed class ScriptedPhone : IDisposable
{
    public const string Sdp = """
        v=0
        o=phone 1 1 IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio 40000 RTP/AVP 0 8 101
        a=rtpmap:101 telephone-event/8000

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly HashSet<string> _seen = [];
    private int _branches;

    /// <summary>Binds a free port.</summary>
    /// <param name="address">A loopback address; 127.0.0.1 unless told.</param>
    public ScriptedPhone(string address = "127.0.0.1", int port = 0)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        Address = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    /// <summary>A Contact header that leads back here.</summary>
    public string Contact => $"Contact: <sip:phone@{Address}>";

    /// <summary>A branch not used before.</summary>
    public string NewBranch() => $"z9hG4bK-{Address.Port}-{Interlocked.Increment(ref _branches)}";

    public void Send(string message, IPEndPoint to) => Send(Encoding.UTF8.GetBytes(message), to);

    public void Send(byte[] message, IPEndPoint to) => _socket.SendTo(message, to);

    /// <summary>Answers a request the way <see cref="WireMessage.Answer"/> writes it.</summary>
    public void Reply(WireMessage request, string status, string? toTag = "phone", string headers = "", string body = "") =>
        Send(request.Answer(status, toTag, headers, body), request.From);

    /// <summary>180, then 200 with SDP and Contact.</summary>
    public void Accept(WireMessage invite, string toTag = "phone")
    {
        Reply(invite, "180 Ringing", toTag, Contact);
        Reply(invite, "200 OK", toTag, Contact, Sdp);
    }

    /// <summary>True while a datagram waits.</summary>
    public bool HasMessage => _socket.Available > 0;

    /// <summary>The next datagram; null when none comes in the time.</summary>
    public async Task<WireMessage?> TryReceiveAsync(TimeSpan wait)
    {
        using var stop = new CancellationTokenSource(wait);
        var buffer = new byte[65_536];
        try
        {
            var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stop.Token);
            return new WireMessage(Encoding.UTF8.GetString(buffer, 0, got.ReceivedBytes), (IPEndPoint)got.RemoteEndPoint);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The next new message, which must be this request (<c>BYE</c>) or response (<c>200</c>). Repetitions are passed over: with
    /// short timers on a busy machine they may come at any time.</summary>
    public async Task<WireMessage> ExpectAsync(string what)
    {
        var message = await TryNewAsync(Patience) ?? throw new TimeoutException($"Nothing came; expected {what}.");
        return Name(message) == what ? message : throw new InvalidOperationException($"Expected {what}, got:\n{message.Text}");
    }

    /// <summary>The next new message, whatever it is.</summary>
    public async Task<WireMessage> NextAsync() => await TryNewAsync(Patience) ?? throw new TimeoutException("Nothing came.");

    /// <summary>The next such message; others before it are passed over.</summary>
    public async Task<WireMessage> ExpectLaterAsync(string what)
    {
        for (var i = 0; i < 100; i++)
        {
            var message = await TryNewAsync(Patience) ?? throw new TimeoutException($"Nothing more came; expected {what}.");
            if (Name(message) == what) return message;
        }

        throw new InvalidOperationException($"A hundred messages and no {what}.");
    }

    /// <summary>The very same message once more.</summary>
    public async Task ExpectRepeatAsync(WireMessage original)
    {
        for (var i = 0; i < 100; i++)
        {
            var message = await TryReceiveAsync(Patience) ?? throw new TimeoutException($"Not repeated: {original.StartLine}");
            if (message.Text == original.Text) return;
        }

        throw new InvalidOperationException($"A hundred messages and no repetition of {original.StartLine}.");
    }

    /// <summary>Fails when anything new comes within the time.</summary>
    public async Task ExpectSilenceAsync(TimeSpan time)
    {
        if (await TryNewAsync(time) is { } message) throw new InvalidOperationException($"Expected silence, got:\n{message.Text}");
    }

    private async Task<WireMessage?> TryNewAsync(TimeSpan wait)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var left = wait - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return null;
            var message = await TryReceiveAsync(left);
            if (message is null || _seen.Add(message.Text)) return message;
        }
    }

    private static string Name(WireMessage message) => message.IsResponse ? message.StartLine[8..11] : message.Method;

    /// <summary>A request of this phone outside a dialog.</summary>
    public string Request(
        string method, IPEndPoint to, string callId = "call-1", uint cseq = 1, string? branch = null, string? toTag = null, string fromTag = "caller",
        string headers = "", string body = "") =>
        WireMessage.Compose(
            $"""
            {method} sip:100@{to} SIP/2.0
            Via: SIP/2.0/UDP {Address};branch={branch ?? NewBranch()};rport
            Max-Forwards: 70
            From: "Phone" <sip:phone@{Address}>;tag={fromTag}
            To: <sip:100@{to}>{(toTag is null ? "" : $";tag={toTag}")}
            Call-ID: {callId}
            CSeq: {cseq} {method}
            {Contact}
            """, headers, body);

    /// <summary>The ACK to a 2xx of our INVITE, or any request in the dialog a response of the other side made.</summary>
    public string InDialog(string method, WireMessage response, uint cseq, string? branch = null, string headers = "", string body = "") =>
        Request(method, response.From, response.Header("Call-ID"), cseq, branch, response.ToTag, response.FromTag!, headers, body);

    /// <summary>A request in the dialog that our own answer (with this tag) to their INVITE made.</summary>
    public string InDialogBack(string method, WireMessage invite, uint cseq, string ownTag = "phone", string headers = "", string body = "") =>
        WireMessage.Compose(
            $"""
            {method} sip:agent@{invite.From} SIP/2.0
            Via: SIP/2.0/UDP {Address};branch={NewBranch()};rport
            Max-Forwards: 70
            From: {invite.Header("To")};tag={ownTag}
            To: {invite.Header("From")}
            Call-ID: {invite.Header("Call-ID")}
            CSeq: {cseq} {method}
            {Contact}
            """, headers, body);

    public void Dispose() => _socket.Dispose();
}
