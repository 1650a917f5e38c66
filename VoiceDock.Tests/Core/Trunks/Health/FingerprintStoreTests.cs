using System.Net;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>Fingerprints outlive a restart, and go with their trunk; on a real SQLite file.</summary>
[Trait("Kind", "Storage")]
public sealed class FingerprintStoreTests : IDisposable
{
    private readonly DomainRooms _rooms = new();

    private FingerprintStore Store => new(_rooms.Storage.Databases, TimeProvider.System);

    [Fact]
    public async Task Fingerprint_ComesBackAsItWas()
    {
        var trunk = await MakeAsync();
        var end = new DateTime(2027, 3, 1, 12, 0, 0, DateTimeKind.Utc);
        var peer = new PeerFingerprint(IPEndPoint.Parse("[2001:db8::5]:5061"), "FPBX-17", ["INVITE", "ACK"], [], new PeerCertificateFacts("Our CA", end, "AA"));
        await Store.KeepAsync(trunk, peer);
        await Store.KeepAsync(trunk, peer with { Server = "FPBX-18" });

        var kept = Assert.Single(await Store.OfAsync(trunk));
        Assert.Equal((peer.Target, "FPBX-18", peer.Certificate), (kept.Target, kept.Server, kept.Certificate));
        Assert.Equal((IEnumerable<string>)["INVITE", "ACK"], kept.Allow);
        Assert.Equal((IEnumerable<string>)[], kept.Codecs);
    }

    [Fact]
    public async Task AddressesOfATrunk_AreKeptInBounds()
    {
        var trunk = await MakeAsync();
        for (var i = 1; i <= 20; i++) await Store.KeepAsync(trunk, new PeerFingerprint(IPEndPoint.Parse($"192.0.2.{i}:5060"), $"No. {i}", null, null, null));

        var kept = await Store.OfAsync(trunk);
        Assert.Equal(FingerprintStore.MostTargets, kept.Count);
        Assert.Contains(kept, p => p.Server == "No. 20");
    }

    [Fact]
    public async Task DeletedTrunk_TakesItsFingerprintsAlong_AndGetsNoNewOnes()
    {
        var trunk = await MakeAsync();
        var peer = new PeerFingerprint(IPEndPoint.Parse("192.0.2.5:5060"), "X", null, null, null);
        await Store.KeepAsync(trunk, peer);
        await _rooms.Trunks.DeleteAsync(trunk, TrunkSamples.Ann, TestContext.Current.CancellationToken);
        await Store.KeepAsync(trunk, peer);

        Assert.Empty(await Store.OfAsync(trunk));
    }

    public void Dispose() => _rooms.Dispose();

    private async Task<Guid> MakeAsync() => (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value.Id;
}
