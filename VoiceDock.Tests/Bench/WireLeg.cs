using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>One call at <see cref="WireDestination"/>. Its voice is one byte, over and over, that a caller with the same codec hears unchanged. PCMA.</summary>
internal sealed partial class WireLeg : IDisposable
{
    public const byte Voice = 0x2A;

    private const int FrameMs = 20;

    private readonly Socket _sip;
    private readonly Socket _rtp = KernelStamp.NewSocket();
    private readonly WireMessage _invite;
    private readonly TaskCompletionSource<DateTime> _firstAudio = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DateTime> _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _quiet;
    private bool _speaks;
    private DateTime _answeredAt = DateTime.MaxValue;

    public WireLeg(Socket sip, WireMessage invite, DateTime invitedAt)
    {
        (_sip, _invite, InvitedAt) = (sip, invite, invitedAt);
        WireReader.Start(_rtp, (_, at, _) =>
        {
            if (at >= _answeredAt)
                _firstAudio.TrySetResult(at);
        });
    }

    /// <summary>When the INVITE came.</summary>
    public DateTime InvitedAt { get; }

    /// <summary>When the CANCEL came.</summary>
    public Task<DateTime> CancelledAsync => _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>When the first audio after the answer came.</summary>
    public Task<DateTime> FirstAudioAsync => _firstAudio.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public DateTime Ring() => Reply("180 Ringing");

    /// <summary>Audio before the answer.</summary>
    public void RingAloud()
    {
        Reply("183 Session Progress", Sdp());
        Speak(TimeSpan.Zero);
    }

    /// <summary>The moment just before the answer left.</summary>
    /// <param name="firstPacketAfter">Its audio has a clock of its own; null: it says nothing, or speaks already.</param>
    public DateTime Answer(TimeSpan? firstPacketAfter)
    {
        _answeredAt = KernelStamp.Now;
        Reply("200 OK", Sdp());
        if (firstPacketAfter is { } pause)
            Speak(pause);
        return _answeredAt;
    }

    /// <summary>The moment just before the refusal left.</summary>
    public DateTime Refuse(string status) => Reply(status);

    /// <summary>The moment just before the BYE left.</summary>
    public DateTime HangUp()
    {
        _quiet = true;
        var bye = WireMessage.Compose(
            $"""
            BYE sip:agent@{_invite.From} SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:{Port(_sip)};branch=z9hG4bK-{Guid.NewGuid():N};rport
            Max-Forwards: 70
            From: {_invite.Header("To")};tag=uas
            To: {_invite.Header("From")}
            Call-ID: {_invite.Header("Call-ID")}
            CSeq: 1 BYE
            """, "", "");
        return Send(bye);
    }

    /// <summary>The other side ended the call.</summary>
    public void Over(string method, DateTime at)
    {
        _quiet = true;
        if (method != "CANCEL")
            return;
        Reply("487 Request Terminated");
        _cancelled.TrySetResult(at);
    }

    public void Dispose()
    {
        _quiet = true;
        _rtp.Dispose();
    }

    private void Speak(TimeSpan pause)
    {
        if (_speaks)
            return;
        _speaks = true;
        var target = new IPEndPoint(IPAddress.Loopback, int.Parse(AudioLine().Match(_invite.Body).Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        new Thread(() => Send(target, KernelStamp.Now + pause)) { IsBackground = true, Name = "Voice", Priority = ThreadPriority.Highest }.Start();
    }

    private void Send(IPEndPoint target, DateTime due)
    {
        var voice = new byte[160];
        Array.Fill(voice, Voice);
        for (ushort i = 1; !_quiet; i++, due += TimeSpan.FromMilliseconds(FrameMs))
        {
            if (due - KernelStamp.Now is var wait && wait > TimeSpan.Zero)
                Thread.Sleep(wait);
            try
            {
                _rtp.SendTo(RtpPacket.Make(8, i, i * 160u, 7, voice, marker: i == 1), target);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private DateTime Reply(string status, string sdp = "") =>
        Send(_invite.Answer(status, "uas", $"Contact: <sip:uas@127.0.0.1:{Port(_sip)}>", sdp));

    private DateTime Send(string message)
    {
        var packet = Encoding.UTF8.GetBytes(message);
        var at = KernelStamp.Now;
        _sip.SendTo(packet, _invite.From);
        return at;
    }

    private string Sdp() => $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio {Port(_rtp)} RTP/AVP 8\r\n";

    private static int Port(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    [GeneratedRegex(@"m=audio (\d+) ")]
    private static partial Regex AudioLine();
}
