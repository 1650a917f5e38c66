using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Transport.Targets;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Sip.Transport.Targets;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Trunks;

/// <summary>Who may call us follows DNS with the answers our own calls use.</summary>
[Trait("Kind", "Sip")]
public sealed class TrunkPeerRefresherTests : IDisposable
{
    private const string Host = "pbx.example.com";
    private const int Ttl = 20;

    private readonly ResolverUnderTest _names = new();
    private readonly TrunkDirectory _directory = new();
    private readonly TargetFinder _targets;
    private readonly TrunkPeers _peers;
    private readonly TrunkPeerRefresher _refresher;

    public TrunkPeerRefresherTests()
    {
        var guard = new OutboundTargetGuard(TargetOptions.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build(), new RunMode(false)));
        _targets = new TargetFinder(_names.Resolver, Options.Create(new SipOptions { Address = "::" }), new Random(1).Next);
        _peers = new TrunkPeers(_directory, guard);
        _refresher = new TrunkPeerRefresher(_directory, _peers, _targets, _names.Time, NullLogger<TrunkPeerRefresher>.Instance);
        Use(TrunkSamples.Made(t => t.Host = Host));
    }

    public void Dispose()
    {
        _refresher.Dispose();
        _peers.Dispose();
        _names.Dispose();
    }

    [Fact]
    public async Task Name_ThatMoves_IsFollowedWhenItsAnswerHasLived()
    {
        var raised = 0;
        _peers.Changed += () => raised++;

        Set("203.0.113.1", "2001:db8::1");
        await RefreshAsync();
        _names.Time.Advance(TimeSpan.FromSeconds(Ttl));
        await RefreshAsync();
        Assert.True(IsPeer("203.0.113.1") && IsPeer("2001:db8::1"));
        Assert.Equal(1, raised); // nothing new, nothing told

        Set("203.0.113.2");
        await RefreshAsync();
        Assert.True(IsPeer("203.0.113.1")); // the answer still lives
        _names.Time.Advance(TimeSpan.FromSeconds(Ttl));
        await RefreshAsync();
        Assert.Equal((false, true, 2), (IsPeer("203.0.113.1"), IsPeer("203.0.113.2"), raised));
    }

    [Fact]
    public async Task EveryTargetOfTheServiceRecords_IsAPeer()
    {
        Use(TrunkSamples.Made(t => (t.Host, t.Port) = (Host, null)));
        _names.Dns.Set($"_sip._udp.{Host}", DnsRecord.Service(5071, "one.example"), DnsRecord.Service(5072, "two.example", priority: 90));
        _names.Dns.Set("one.example", DnsRecord.Address("203.0.113.1"));
        _names.Dns.Set("two.example", DnsRecord.Address("203.0.113.2"));

        await RefreshAsync();

        Assert.True(IsPeer("203.0.113.1") && IsPeer("203.0.113.2"));
    }

    [Fact]
    public async Task Resolver_ThatFails_KeepsTheLastAnswerForAMinuteAfterItsLife()
    {
        Set("203.0.113.1");
        await RefreshAsync();
        _names.Dns.IsBroken = true;

        _names.Time.Advance(TimeSpan.FromSeconds(Ttl) + TargetResolver.StaleFor - TargetResolver.RestAfterFailure);
        await RefreshAsync();
        Assert.True(IsPeer("203.0.113.1"));

        _names.Time.Advance(TargetResolver.RestAfterFailure);
        await RefreshAsync();
        Assert.False(IsPeer("203.0.113.1"));
    }

    [Fact]
    public async Task Name_ThatNowPointsToAForbiddenAddress_IsDropped()
    {
        Set("203.0.113.1");
        await RefreshAsync();

        Set("203.0.113.1", "169.254.169.254");
        _names.Time.Advance(TimeSpan.FromSeconds(Ttl));
        await RefreshAsync();

        Assert.False(IsPeer("203.0.113.1"));
        Assert.Empty(_peers.TargetsOf(_directory.All[0].Id));
    }

    [Fact]
    public async Task Trunk_ThatIsGone_IsNotAskedForAgain()
    {
        Set("203.0.113.1");
        await RefreshAsync();
        Use();
        _names.Time.Advance(TimeSpan.FromHours(1));

        var before = _names.Dns.Questions.Count;
        await RefreshAsync();

        Assert.Equal(before, _names.Dns.Questions.Count);
        Assert.False(IsPeer("203.0.113.1"));
    }

    [Fact]
    public async Task Loop_ResolvesAtStart_AfterAChange_AndWhenAnAnswerHasLived()
    {
        Set("203.0.113.1");
        await _refresher.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => IsPeer("203.0.113.1"), "the host was resolved at the start");

        _names.Dns.Set("moved.example.com", DnsRecord.Address("203.0.113.7", Ttl));
        Use(TrunkSamples.Made(t => t.Host = "moved.example.com"));
        _directory.Announce(new TrunkChange(TrunkChangeKind.Updated, _directory.All[0]));
        await Eventually.TrueAsync(() => IsPeer("203.0.113.7"), "the host was resolved after the change");

        _names.Dns.Set("moved.example.com", DnsRecord.Address("203.0.113.8", Ttl));
        await Eventually.TrueAsync(
            () =>
            {
                _names.Time.Advance(TimeSpan.FromSeconds(1));
                return IsPeer("203.0.113.8");
            },
            "the host was resolved when the answer had lived");
        await _refresher.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task AnswerACallWasGiven_MakesItsAddressesPeersAtOnce()
    {
        Set("203.0.113.1");
        await _refresher.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => IsPeer("203.0.113.1"), "the host was resolved at the start");
        _names.Dns.Remove(Host);
        _names.Dns.Set(Host, DnsRecord.Address("203.0.113.2", Ttl));
        _names.Time.Advance(TimeSpan.FromSeconds(Ttl));

        await _targets.FindAsync(_directory.All[0].Route, TestContext.Current.CancellationToken);

        Assert.True(IsPeer("203.0.113.2"));
        await _refresher.StopAsync(CancellationToken.None);
    }

    private bool IsPeer(string address) => _peers.IsPeer(new IPEndPoint(IPAddress.Parse(address), 5060));

    private void Set(params string[] addresses) => _names.Dns.Set(Host, [.. addresses.Select(a => DnsRecord.Address(a, Ttl))]);

    private void Use(params Trunk[] trunks)
    {
        _directory.Replace(trunks);
        _peers.Refresh();
    }

    private Task RefreshAsync() => _refresher.RefreshAsync(TestContext.Current.CancellationToken);
}
