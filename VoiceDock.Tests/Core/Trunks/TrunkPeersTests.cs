using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Refer;
using VoiceDock.Tests.Sip.Transport.Targets;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPeersTests : IDisposable
{
    private readonly DomainRooms _rooms = new();
    private readonly TrunkPeers _peers;

    public TrunkPeersTests() => _peers = _rooms.Storage.Get<TrunkPeers>();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Trunk_ByAddress_IsAPeerFromAnyPortAtOnce()
    {
        var trunk = await Create("192.168.1.100");

        Assert.True(_peers.IsPeer(At("192.168.1.100:1")));
        Assert.True(_peers.IsPeer(new IPEndPoint(IPAddress.Parse("::ffff:192.168.1.100"), 5060)));
        Assert.False(_peers.IsPeer(At("192.168.1.101:5060")));
        Assert.Equal([trunk.Id], _peers.TrunksAt(At("192.168.1.100:40000")).Select(t => t.Id));
        Assert.Equal([At("192.168.1.100:5060")], _peers.TargetsOf(trunk.Id));
    }

    [Fact]
    public async Task Trunk_InboundNetworks_ArePeers()
    {
        var trunk = await Create("pbx.example.com", "203.0.113.16/28", "2001:db8::/32");

        Assert.True(_peers.IsPeer(At("203.0.113.31:5060")));
        Assert.False(_peers.IsPeer(At("203.0.113.32:5060")));
        Assert.True(_peers.IsPeer(At("[2001:db8:1::7]:5060")));
        Assert.True(_peers.IsPeerOf(trunk.Id, IPAddress.Parse("203.0.113.17")));
        Assert.False(_peers.IsPeerOf(Guid.CreateVersion7(), IPAddress.Parse("203.0.113.17")));
    }

    [Fact]
    public async Task Trunks_ThatShareAnAddress_AreAllGivenOldestFirst()
    {
        var first = await Create("192.168.1.100");
        var second = await Create("10.0.0.1", "192.168.1.0/24");
        await Create("10.0.0.2");

        Assert.Equal([first.Id, second.Id], _peers.TrunksAt(At("192.168.1.100:5060")).Select(t => t.Id));
    }

    [Fact]
    public async Task Trunk_SwitchedOffOrDeleted_IsNoPeerAnyMore()
    {
        var off = await Create("192.168.1.100");
        var gone = await Create("192.168.1.101");
        var raised = 0;
        _peers.Changed += () => raised++;

        await _rooms.Trunks.UpdateAsync(off.Id, new TrunkPatch { IsActive = false }, TrunkSamples.Ann);
        await _rooms.Trunks.DeleteAsync(gone.Id, TrunkSamples.Ann);

        Assert.False(_peers.IsPeer(At("192.168.1.100:5060")));
        Assert.False(_peers.IsPeer(At("192.168.1.101:5060")));
        Assert.Equal(2, raised);
    }

    [Fact]
    public async Task Trunk_ByName_IsAPeerOnceResolved()
    {
        using var rooms = new DomainRooms(targets: "loopback");
        var peers = rooms.Storage.Get<TrunkPeers>();
        var trunk = (await rooms.Trunks.CreateAsync(TrunkSamples.Office(host: "localhost"), TrunkSamples.Ann)).Value;
        Assert.Empty(peers.TargetsOf(trunk.Id));
        using var names = new ResolverUnderTest("loopback");
        var targets = new TargetFinder(names.Resolver, Options.Create(new SipOptions()), _ => 0);
        using var refresher = new TrunkPeerRefresher(rooms.TrunkDirectory, peers, targets, TimeProvider.System, NullLogger<TrunkPeerRefresher>.Instance);

        await refresher.RefreshAsync(CancellationToken.None);

        Assert.Contains(peers.TargetsOf(trunk.Id), t => IPAddress.IsLoopback(t.Address) && t.Port == 5060);
        Assert.True(peers.IsPeer(new IPEndPoint(peers.TargetsOf(trunk.Id)[0].Address, 40000)));
    }

    [Fact]
    public async Task Trunk_WhoseAddressTheGuardRefuses_IsNoPeer()
    {
        using var rooms = new DomainRooms(targets: "loopback");
        var trunk = (await rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;
        var peers = rooms.Storage.Get<TrunkPeers>();

        Assert.False(peers.IsPeer(At("192.168.1.100:5060")));
        Assert.Empty(peers.TargetsOf(trunk.Id));
    }

    [Fact]
    public async Task PracticeTrunk_IsAPeerAtItsExactPortOnly()
    {
        using var admitted = _rooms.Storage.Get<OutboundTargetGuard>().Admit(At("127.0.0.1:25060"));
        var input = TrunkSamples.Office(host: "127.0.0.1");
        input.Port = 25060;
        var trunk = (await _rooms.Trunks.CreatePracticeAsync(input)).Value;

        Assert.True(trunk.IsPractice);
        Assert.True(_peers.IsPeer(At("127.0.0.1:25060")));
        Assert.False(_peers.IsPeer(At("127.0.0.1:25061")));
        Assert.Empty(_peers.TrunksAt(At("127.0.0.1:25061")));
        Assert.True(_peers.IsPeerOf(trunk.Id, IPAddress.Loopback));
    }

    [Fact]
    public async Task Start_TrunksFromTheFile_ArePeersBeforeAnythingElseStarts()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-");
        try
        {
            using (var before = new DomainRooms(folder: folder.FullName)) await before.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann);
            using var after = new DomainRooms(folder: folder.FullName);
            var start = new TrunkStartup(after.Storage.Get<TrunkLoader>(), after.Storage.Get<ReferRecord>(), after.Storage.Get<TrunkPeers>());

            await start.StartAsync(CancellationToken.None);

            Assert.True(after.Storage.Get<TrunkPeers>().IsPeer(At("192.168.1.100:5060")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IPEndPoint At(string text) => IPEndPoint.Parse(text);

    private async Task<Trunk> Create(string host, params string[] inbound)
    {
        var input = TrunkSamples.Office(host: host);
        input.InboundAddresses = inbound;
        return (await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)).Value;
    }
}
