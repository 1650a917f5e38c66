using System.Security.Cryptography;
using System.Text;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;
using VoiceDock.Core.Media.Rtcp;

namespace VoiceDock.Core.Media.Streams;

/// <summary>One leg's RTCP (RFC 3550 6): reports to the far end, and what the far end reports. Each leg has its own; none is relayed. One media thread.</summary>
internal sealed class LegRtcp(
    PortPair ports, RtpEmission emission, RtpReception reception, LegCounters counters, MediaClock clock, MediaOptions options, IPacketSender sender)
{
    // SR with one block 52, SDES with the CNAME 28, BYE 8: room is left for what protects a packet.
    private const int MaxPacket = 256;
    private const double NtpUnitMs = 1000.0 / 65536;

    // More is a far end that fills in its report wrongly, not a line.
    private const double LongestRoundTripMs = 30_000;

    private readonly RtcpSchedule _schedule = new(options.RtcpInterval, clock, options.Chance);

    // 96 random bits, as RFC 7022 5 asks of a name that should tie this leg to nothing else.
    private readonly byte[] _cname = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(12)));
    private MediaAddress _target;
    private MediaAddress _proved;
    private uint _lastReport;
    private long _lastReportAt;
    private long _sentAtLast;
    private long _sentBefore;
    private bool _hasReported;

    /// <summary>The leg has a far end: reports begin, at most half an interval from now.</summary>
    public void Begin(long now)
    {
        if (!_schedule.IsRunning) _schedule.Begin(now);
    }

    /// <summary>RTP goes here; reports go one port above (RFC 3550 11) until the far end's own have shown another port.</summary>
    public void Follow(in MediaAddress rtp)
    {
        _target = rtp.IsUsable ? rtp with { Port = (ushort)(rtp.Port + 1) } : default;
        if (!_proved.SameHost(rtp)) _proved = default;
    }

    /// <summary>Takes a datagram of which the source rule says that it may be the far end's. False when it is no RTCP.</summary>
    public bool TryTake(ReadOnlySpan<byte> datagram, in MediaAddress from, long now)
    {
        if (!RtcpReport.TryRead(datagram, emission.Ssrc, out var report)) return false;

        // Who knows the SSRC of the stream we hear from that host is its sender, whatever port a NAT gave it (RFC 4961).
        var isSpeaker = reception.Ssrc == report.Ssrc;
        if (isSpeaker && from.SameHost(_target)) _proved = from;
        if (isSpeaker && report.Ntp is { } ntp) (_lastReport, _lastReportAt) = (ntp, now);
        if (report.AboutUs is { } block) Learn(block, now);
        return true;
    }

    /// <summary>The leg's turn, each 20 ms.</summary>
    public void Tick(long now)
    {
        if (_schedule.IsDue(now)) Send(now, isBye: false);
    }

    /// <summary>The leg closes. Who has sent nothing says no goodbye (6.3.7).</summary>
    public void Bye(long now)
    {
        if (_hasReported || counters.PacketsOut > 0) Send(now, isBye: true);
    }

    private void Send(long now, bool isBye)
    {
        var target = _proved.IsUsable ? _proved : _target;
        if (!target.IsUsable) return;

        // A sender report while RTP went out since the last report or the one before (6.4).
        var sent = counters.PacketsOut;
        SenderInfo? info = sent > _sentBefore
            ? new SenderInfo(clock.Ntp(now), emission.TimestampAt(now), (uint)sent, (uint)counters.BytesOut)
            : null;
        (_sentBefore, _sentAtLast) = (_sentAtLast, sent);
        var writer = new RtcpWriter(stackalloc byte[MaxPacket], emission.Ssrc);
        writer.Report(info, Heard(now));
        writer.Cname(_cname);
        if (isBye) writer.Bye();
        _hasReported = true;
        if (sender.SendRtcp(ports, target, writer.Packet)) counters.RtcpOut++;
        else counters.SendErrors++;
    }

    private ReportBlock? Heard(long now)
    {
        if (!reception.TryReport(out var block)) return null;
        return _lastReport == 0 ? block : block with { LastReport = _lastReport, Delay = (uint)(clock.NtpSpan(now - _lastReportAt) >> 16) };
    }

    // RFC 3550 6.4.1: now - LSR - DLSR, in 65,536ths of a second.
    private void Learn(in ReportBlock block, long now)
    {
        counters.FarLost = Math.Max(0, block.CumulativeLost);
        counters.FarJitterMs = block.Jitter / 8.0;
        if (block.LastReport == 0) return;
        var roundTrip = (int)((uint)(clock.Ntp(now) >> 16) - block.LastReport - block.Delay) * NtpUnitMs;

        // Both ends round: on a short line the difference may be just below nothing.
        if (roundTrip is > -1 and < LongestRoundTripMs) counters.RoundTripMs = Math.Max(0, roundTrip);
    }
}
