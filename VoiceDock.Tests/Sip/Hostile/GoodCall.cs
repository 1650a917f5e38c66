using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using VoiceDock.Core.Media;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Sdp;
using VoiceDock.Tests.Media;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>A call through an agent and a media engine that goes on while others do their worst: 50 numbered packets a second each way, every one
/// checked where it arrives.</summary>
internal sealed class GoodCall : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly ScriptedPhone _phone = new();
    private readonly RtpPeer _near = new();
    private readonly RtpPeer _far = new();
    private readonly MediaCall _media;
    private readonly MediaLeg _nearLeg;
    private readonly MediaLeg _farLeg;
    private readonly Thread[] _threads;
    private readonly Direction _there = new();
    private readonly Direction _back = new();
    private volatile bool _stop;
    private WireMessage _answer = null!;

    public GoodCall(MediaEngine engine)
    {
        _media = engine.OpenCall();
        _nearLeg = _media.OpenLeg(new LegRecorder());
        _farLeg = _media.OpenLeg(new LegRecorder());
        _nearLeg.Arm(_near.Remote());
        _farLeg.Arm(_far.Remote());
        _media.Bridge(_nearLeg, _farLeg);
        _threads = [new Thread(Speak), new Thread(() => Hear(_far, _there)), new Thread(() => Hear(_near, _back))];
    }

    public IPEndPoint Address => _phone.Address;

    public string CallId => "the-good-call";

    public SipSession Session { get; private set; } = null!;

    /// <summary>The legs' RTP ports; RTCP is one above.</summary>
    public int[] Ports => [_nearLeg.LocalPort, _farLeg.LocalPort];

    /// <summary>Sets the call up over SIP and starts to talk.</summary>
    public async Task BeginAsync(TestAgent agent)
    {
        var mine = new AudioCapabilities(IPAddress.Loopback, _nearLeg.LocalPort, ["PCMU"]);
        var offer = SdpOffers.CreateOffer(mine with { Port = _near.EndPoint.Port }, new SdpIdentity(1, 1));
        _phone.Send(_phone.Request("INVITE", agent.Address, CallId, body: offer), agent.Address);
        (Session, var events) = await agent.NextCallAsync();
        Session.Answer(SdpOffers.CreateAnswer(Session.RemoteSdp!, mine, new SdpIdentity(2, 1)).Sdp!);
        _answer = await _phone.ExpectLaterAsync("200");
        _phone.Send(_phone.InDialog("ACK", _answer, 1), agent.Address);
        await events.NextAsync("Confirmed");
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>Stops talking; fails unless every packet arrived whole and in order, and the call still ends as calls do.</summary>
    public async Task AssertUnharmedAsync(TestAgent agent)
    {
        _stop = true;
        Array.ForEach(_threads, thread => thread.Join());
        Assert.Equal((_there.Sent, _back.Sent), (_there.Heard, _back.Heard));
        Assert.Equal((0, 0), (_there.Wrong, _back.Wrong));
        Assert.True(_there.Sent > 10, $"only {_there.Sent} packets were sent");
        Assert.Equal(SipSessionState.Confirmed, Session.State);
        _phone.Send(_phone.InDialog("BYE", _answer, 1_000), agent.Address);
        await _phone.ExpectLaterAsync("200");
        await Eventually.TrueAsync(() => Session.State == SipSessionState.Ended, "the good call ended by its BYE");
    }

    public string Report => $"{_there.Sent} + {_back.Sent} packets, {_there.Sent + _back.Sent - _there.Heard - _back.Heard} lost, "
        + $"longest gap {Math.Max(_there.LongestGap.TotalMilliseconds, _back.LongestGap.TotalMilliseconds):0} ms";

    public void Dispose()
    {
        _stop = true;
        foreach (var thread in _threads.Where(thread => thread.IsAlive)) thread.Join();
        _media.Dispose();
        _phone.Dispose();
        _near.Dispose();
        _far.Dispose();
    }

    private void Speak()
    {
        var began = Stopwatch.GetTimestamp();
        for (var n = 1; !_stop; n++)
        {
            Send(_near, _nearLeg, _there);
            Send(_far, _farLeg, _back);
            var wait = (n * Pace) - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) Thread.Sleep(wait);
        }
    }

    private static void Send(RtpPeer from, MediaLeg to, Direction direction)
    {
        var payload = RtpPeer.Filled(0x42);
        BinaryPrimitives.WriteInt32BigEndian(payload, direction.Sent);
        from.Send(to, payload);
        direction.Sent++;
    }

    // What was sent before the stop may still be on its way: nothing for half a second ends it.
    private void Hear(RtpPeer peer, Direction direction)
    {
        var last = Stopwatch.GetTimestamp();
        for (var quiet = 0; !_stop || quiet < 5;)
        {
            if (peer.TryReceive(100) is not { } packet)
            {
                quiet++;
                continue;
            }

            quiet = 0;
            var gap = Stopwatch.GetElapsedTime(last);
            if (direction.Heard > 0 && gap > direction.LongestGap) direction.LongestGap = gap;
            last = Stopwatch.GetTimestamp();
            var whole = packet.Payload.Length == 160 && BinaryPrimitives.ReadInt32BigEndian(packet.Payload) == direction.Heard && packet.Payload[159] == 0x42;
            if (!whole) direction.Wrong++;
            direction.Heard++;
        }
    }

    private sealed class Direction
    {
        public int Sent;
        public int Heard;
        public int Wrong;
        public TimeSpan LongestGap;
    }
}
