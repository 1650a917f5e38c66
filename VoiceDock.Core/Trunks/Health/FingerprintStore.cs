using System.Net;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>In the database, a row for each address of a trunk. Thread-safe for different trunks.</summary>
internal sealed class FingerprintStore(IDbContextFactory<VoiceDockDb> databases, TimeProvider time) : IFingerprintStore
{
    /// <summary>Addresses kept of a trunk; those that changed longest ago go first.</summary>
    public const int MostTargets = 8;

    public async Task<IReadOnlyList<PeerFingerprint>> OfAsync(Guid trunkId)
    {
        await using var db = await databases.CreateDbContextAsync();
        var rows = await db.Set<FingerprintRecord>().AsNoTracking().Where(f => f.TrunkId == trunkId).ToListAsync();
        return [.. rows.Select(Read).OfType<PeerFingerprint>()];
    }

    public async Task KeepAsync(Guid trunkId, PeerFingerprint peer)
    {
        await using var db = await databases.CreateDbContextAsync();
        if (!await db.Set<Trunk>().AnyAsync(t => t.Id == trunkId)) return;
        var target = peer.Target.ToString();
        var rows = await db.Set<FingerprintRecord>().Where(f => f.TrunkId == trunkId).ToListAsync();
        var row = rows.Find(r => r.Target == target);
        if (row is null)
        {
            row = new FingerprintRecord { TrunkId = trunkId, Target = target };
            db.Add(row);
            db.RemoveRange(rows.OrderByDescending(r => r.ChangedAt).Skip(MostTargets - 1));
        }

        (row.Server, row.Allow, row.Codecs, row.ChangedAt) = (peer.Server, Join(peer.Allow), Join(peer.Codecs), time.GetUtcNow().UtcDateTime);
        (row.CertificateSha256, row.CertificateIssuer, row.CertificateEndsAt) = (peer.Certificate?.Sha256, peer.Certificate?.Issuer, peer.Certificate?.EndsAt);
        await db.SaveChangesAsync();
    }

    private static PeerFingerprint? Read(FingerprintRecord row) => IPEndPoint.TryParse(row.Target, out var target)
        ? new PeerFingerprint(target, row.Server, Split(row.Allow), Split(row.Codecs),
            row is { CertificateSha256: { } sha, CertificateIssuer: { } issuer, CertificateEndsAt: { } end } ? new PeerCertificateFacts(issuer, end, sha) : null)
        : null;

    private static string? Join(IReadOnlyList<string>? names) => names is null ? null : string.Join(',', names);

    private static IReadOnlyList<string>? Split(string? names) => names?.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
