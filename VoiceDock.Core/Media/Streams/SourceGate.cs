using System.Net;
using VoiceDock.Core.Media.Loop;

namespace VoiceDock.Core.Media.Streams;

/// <summary>The source rule of one leg (security: T11): whose packets are its audio, and where its own audio goes. One media thread.</summary>
/// <remarks>
/// Before latching only the exact SDP address is heard. The first candidate with five valid packets in a row (one SSRC, one payload
/// type, sequence going on) is latched: it alone is heard and sent to. The latch opens again after a new remote or after silence,
/// and then only to a candidate.
/// </remarks>
internal sealed class SourceGate(long relatchAfter)
{
    private const int PacketsToLatch = 5;
    private const int Probes = 4;
    private const int Answers = 8;

    private readonly Probe[] _probes = new Probe[Probes];
    private readonly (MediaAddress Host, bool Known, bool IsCandidate)[] _answers = new (MediaAddress, bool, bool)[Answers];
    private MediaAddress[] _candidates = [];
    private Func<IPAddress, bool>? _predicate;
    private MediaAddress _sdp;
    private MediaAddress _latched;
    private bool _armed;
    private bool _mayLatch;
    private bool _isLatched;
    private bool _isOpen;
    private long _heardAt;
    private int _nextProbe;
    private int _nextAnswer;

    /// <summary>Where to send; not usable when the far end gave no address.</summary>
    public MediaAddress Target => _isLatched ? _latched : _sdp;

    public bool IsLatched => _isLatched;

    /// <summary>Takes a new remote and opens the latch. With the same SDP address a latched source stays in use until another latches.</summary>
    public void Arm(RemoteMedia remote)
    {
        var sdp = MediaAddress.From(remote.Remote);
        if (!_armed || sdp != _sdp || !remote.Latch) _isLatched = false;
        (_armed, _isOpen, _sdp, _mayLatch, _predicate) = (true, true, sdp, remote.Latch, remote.IsCandidate);
        _candidates = [sdp, .. remote.Candidates.Select(address => MediaAddress.From(address))];
        Array.Clear(_answers);
        Array.Clear(_probes);
    }

    /// <summary>Whether a packet from there could be accepted at all, now or after more like it.</summary>
    public bool MayHear(in MediaAddress from) =>
        _armed && ((_isLatched && from == _latched) || (!_isLatched && from == _sdp) || (_mayLatch && IsCandidate(from)));

    /// <summary>Judges an RTP packet.</summary>
    /// <param name="from">Its source.</param>
    /// <param name="isValid">It is RTP and has a payload type this leg expects. Only such packets lead to a latch.</param>
    /// <param name="header">Its header when valid.</param>
    /// <param name="now">The time.</param>
    public Verdict Judge(in MediaAddress from, bool isValid, in RtpHeader header, long now)
    {
        if (!_armed) return Verdict.Refuse;
        if (_isLatched && from == _latched) return Heard(from, isValid, header, now);
        if (!_isLatched && from == _sdp)
            return isValid && _mayLatch && HasProved(from, header) ? Latch(from, now) : Verdict.Accept;
        if (!_mayLatch || !isValid || (_isLatched && !_isOpen && now - _heardAt < relatchAfter)) return Verdict.Refuse;
        return IsCandidate(from) && HasProved(from, header) ? Latch(from, now) : Verdict.Refuse;
    }

    /// <summary>Judges an RTCP packet, which only counts as a sign of life: NAT may give it any port.</summary>
    public bool AcceptsRtcp(in MediaAddress from)
    {
        if (!_armed) return false;
        if (_isLatched) return from.SameHost(_latched);
        return _mayLatch ? IsCandidate(from) : from.SameHost(_sdp);
    }

    private Verdict Heard(in MediaAddress from, bool isValid, in RtpHeader header, long now)
    {
        if (!isValid) return Verdict.Accept;
        if (_isOpen)
        {
            if (HasProved(from, header)) return Latch(from, now);
        }
        else if (now - _heardAt >= relatchAfter)
        {
            // The source is back before another took its place: what others proved meanwhile is void.
            Array.Clear(_probes);
        }

        _heardAt = now;
        return Verdict.Accept;
    }

    private Verdict Latch(in MediaAddress from, long now)
    {
        (_isLatched, _isOpen, _latched, _heardAt) = (true, false, from, now);
        Array.Clear(_probes);
        return Verdict.Latch;
    }

    private bool HasProved(in MediaAddress from, in RtpHeader header)
    {
        foreach (ref var probe in _probes.AsSpan())
            if (probe.Count > 0 && probe.From == from)
                return probe.Add(header) >= PacketsToLatch;

        _probes[_nextProbe] = new Probe(from, header);
        _nextProbe = (_nextProbe + 1) % Probes;
        return false;
    }

    private bool IsCandidate(in MediaAddress from)
    {
        foreach (ref readonly var candidate in _candidates.AsSpan())
            if (candidate.SameHost(from))
                return true;
        if (_predicate is null) return false;
        foreach (ref readonly var answer in _answers.AsSpan())
            if (answer.Known && answer.Host.SameHost(from))
                return answer.IsCandidate;

        var isCandidate = _predicate(from.ToIPAddress());
        _answers[_nextAnswer] = (from, true, isCandidate);
        _nextAnswer = (_nextAnswer + 1) % Answers;
        return isCandidate;
    }

    private struct Probe(MediaAddress from, in RtpHeader header)
    {
        private readonly uint _ssrc = header.Ssrc;
        private readonly byte _payloadType = header.PayloadType;
        private ushort _sequence = header.Sequence;

        public readonly MediaAddress From = from;

        public int Count { get; private set; } = 1;

        /// <summary>Counts a packet that goes on from the one before; anything else begins anew with it. A repeat proves nothing.</summary>
        public int Add(in RtpHeader header)
        {
            var step = (ushort)(header.Sequence - _sequence);
            if (header.Ssrc != _ssrc || header.PayloadType != _payloadType || step >= 3000) this = new Probe(From, header);
            else if (step > 0) (_sequence, Count) = (header.Sequence, Count + 1);
            return Count;
        }
    }
}
