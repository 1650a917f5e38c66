using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPeerRefresherTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Names _names = new();
    private readonly TrunkDirectory _directory = new();
    private readonly TrunkPeers _peers;
    private readonly TrunkPeerRefresher _refresher;

    public TrunkPeerRefresherTests()
    {
        var guard = new OutboundTargetGuard(TargetOptions.From(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build(), new RunMode(false)), _names, _time);
        _peers = new TrunkPeers(_directory, guard);
        _refresher = new TrunkPeerRefresher(_directory, _peers, guard, _time, NullLogger<TrunkPeerRefresher>.Instance);
        Use(TrunkSamples.Made(t => t.Host = "pbx.example.com"));
    }

    public void Dispose()
    {
        _refresher.Dispose();
        _peers.Dispose();
    }

    [Fact]
    public async Task Name_ThatMoves_IsFollowed()
    {
        var raised = 0;
        _peers.Changed += () => raised++;

        await Refresh("203.0.113.1", "2001:db8::1");
        await Refresh("203.0.113.1", "2001:db8::1");
        Assert.True(IsPeer("203.0.113.1") && IsPeer("2001:db8::1"));
        Assert.Equal(1, raised); // nothing new, nothing told

        await Refresh("203.0.113.2");
        Assert.Equal((false, true, 2), (IsPeer("203.0.113.1"), IsPeer("203.0.113.2"), raised));
    }

    [Fact]
    public async Task Resolver_ThatFails_KeepsTheLastAnswerForFiveMinutes()
    {
        await Refresh("203.0.113.1");
        _names.Fails = true;

        _time.Advance(TrunkPeerRefresher.KeepStale - TimeSpan.FromSeconds(1));
        await _refresher.RefreshAsync(CancellationToken.None);
        Assert.True(IsPeer("203.0.113.1"));

        _time.Advance(TimeSpan.FromSeconds(2));
        await _refresher.RefreshAsync(CancellationToken.None);
        Assert.False(IsPeer("203.0.113.1"));
    }

    [Fact]
    public async Task Name_ThatNowPointsToAForbiddenAddress_IsDroppedAtOnce()
    {
        await Refresh("203.0.113.1");

        await Refresh("203.0.113.1", "169.254.169.254");

        Assert.False(IsPeer("203.0.113.1"));
        Assert.Empty(_peers.TargetsOf(_directory.All[0].Id));
    }

    [Fact]
    public async Task Trunk_ThatIsGone_IsNotAskedForAgain()
    {
        await Refresh("203.0.113.1");
        Use();

        var before = _names.Asked;
        await Refresh("203.0.113.1");

        Assert.Equal(before, _names.Asked);
        Assert.False(IsPeer("203.0.113.1"));
    }

    [Fact]
    public async Task Loop_ResolvesAtStart_AfterAChange_AndEveryInterval()
    {
        _names.Addresses = [IPAddress.Parse("203.0.113.1")];
        await _refresher.StartAsync(CancellationToken.None);
        await _names.WasAskedAsync(1);

        _directory.Announce(new TrunkChange(TrunkChangeKind.Updated, _directory.All[0]));
        await _names.WasAskedAsync(2);

        _time.Advance(TrunkPeerRefresher.Interval);
        await _names.WasAskedAsync(3);
        await _refresher.StopAsync(CancellationToken.None);
    }

    private bool IsPeer(string address) => _peers.IsPeer(new IPEndPoint(IPAddress.Parse(address), 5060));

    private void Use(params Trunk[] trunks)
    {
        _directory.Replace(trunks);
        _peers.Refresh();
    }

    private Task Refresh(params string[] addresses)
    {
        _names.Addresses = [.. addresses.Select(IPAddress.Parse)];
        return _refresher.RefreshAsync(CancellationToken.None);
    }

    private sealed class Names : IHostResolver
    {
        private readonly SemaphoreSlim _asked = new(0);

        public IPAddress[] Addresses { get; set; } = [];

        public bool Fails { get; set; }

        public int Asked { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
        {
            Asked++;
            _asked.Release();
            return Fails ? Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain)) : Task.FromResult(Addresses);
        }

        public async Task WasAskedAsync(int times)
        {
            Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30)), $"not asked {times} times");
        }
    }
}
