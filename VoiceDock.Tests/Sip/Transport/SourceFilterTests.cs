using System.Net;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Sip.Transport;

[Trait("Kind", "Unit")]
public sealed class SourceFilterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ExpectedPeers _expected = new();
    private readonly List<string> _notices = [];
    private SipSourceVerdict _verdict = SipSourceVerdict.Unknown;
    private bool _mayRegister;

    [Fact]
    public void Peer_IsNeverLimited()
    {
        _verdict = SipSourceVerdict.Peer;
        var filter = Make();

        Assert.All(Enumerable.Range(0, 10_000), _ => Assert.Equal(SourceStanding.Peer, Check(filter)));
        Assert.Equal((0, 0), (filter.Entries, filter.Dropped));
    }

    [Fact]
    public void Stranger_MoreThanTheBucketHolds_IsBlockedFor120Seconds()
    {
        _verdict = SipSourceVerdict.Reject;
        var filter = Make();

        for (var i = 0; i < 30; i++) Assert.Equal(SourceStanding.Rejected, Check(filter));
        Assert.Equal(SourceStanding.Dropped, Check(filter));
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(SourceStanding.Dropped, Check(filter));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(SourceStanding.Rejected, Check(filter));
        Assert.Equal(2, filter.Throttled);
    }

    [Fact]
    public void Stranger_WithinTheRate_IsNotBlocked()
    {
        _verdict = SipSourceVerdict.Reject;
        var filter = Make();

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(SourceStanding.Rejected, Check(filter));
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void Stranger_IsNoticedOnceAMinute_WithCleanText()
    {
        var filter = Make();
        for (var i = 0; i < 5; i++) Check(filter, datagram: "INVITE sip:\u001b[31mx SIP/2.0\r\nsecond line");
        _time.Advance(TimeSpan.FromSeconds(61));
        Check(filter, datagram: "again");

        Assert.Equal(["INVITE sip:?[31mx SIP/2.0", "again"], _notices);
        Assert.Equal(6, filter.Dropped);
    }

    [Fact]
    public void Expected_GetsThroughWhileWeWaitForIt()
    {
        var filter = Make();
        _expected.Add(IPAddress.Loopback);
        _expected.Add(IPAddress.Loopback);
        _expected.Release(IPAddress.Loopback);
        Assert.Equal(SourceStanding.Expected, Check(filter));

        _expected.Release(IPAddress.Loopback);
        Assert.Equal((SourceStanding.Dropped, 0), (Check(filter), _expected.Count));
    }

    [Fact]
    public void ManyStrangers_MemoryStaysBoundedAndOldOnesMakeRoom()
    {
        var filter = Make(new SipSourceLimits { MaxEntries = 100 });
        _verdict = SipSourceVerdict.Reject;
        for (var i = 0; i < 500; i++) Check(filter, new IPAddress(0x0100007F + ((long)i << 8)));
        Assert.Equal((100, 400), (filter.Entries, (int)filter.Throttled));

        _time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(SourceStanding.Rejected, Check(filter, IPAddress.Parse("127.9.9.9")));
        Assert.Equal(1, filter.Entries);
    }

    [Theory]
    [InlineData(SipSourceVerdict.Unknown)]
    [InlineData(SipSourceVerdict.Reject)]
    public void Stranger_IsHeardForARegisterOnly_AndOnlyWhereRegistrationsAreTaken(SipSourceVerdict verdict)
    {
        var otherwise = verdict == SipSourceVerdict.Reject ? SourceStanding.Rejected : SourceStanding.Dropped;
        _verdict = verdict;
        var filter = Make();
        Assert.Equal(otherwise, Check(filter, datagram: "REGISTER sip:a SIP/2.0"));

        _mayRegister = true;

        Assert.Equal(SourceStanding.Registering, Check(filter, datagram: "REGISTER sip:a SIP/2.0"));
        Assert.Equal(otherwise, Check(filter, datagram: "INVITE sip:a SIP/2.0"));
        Assert.Equal(otherwise, Check(filter, datagram: "REGISTERS sip:a SIP/2.0"));
    }

    [Fact]
    public void Registering_IsLimitedAsEverythingOfAStranger()
    {
        _mayRegister = true;
        var filter = Make();

        var heard = Enumerable.Range(0, 100).Count(_ => Check(filter, datagram: "REGISTER sip:a SIP/2.0") == SourceStanding.Registering);

        Assert.Equal(30, heard);
        Assert.Empty(_notices);
    }

    private SourceFilter Make(SipSourceLimits? limits = null) =>
        new(limits ?? new SipSourceLimits(), _ => _verdict, _ => _mayRegister, (_, summary) => _notices.Add(summary), _expected, _time);

    private static SourceStanding Check(SourceFilter filter, IPAddress? from = null, string datagram = "x") =>
        filter.Check(new IPEndPoint(from ?? IPAddress.Loopback, 5060), System.Text.Encoding.Latin1.GetBytes(datagram));
}
