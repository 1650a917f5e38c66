using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks.Health;

internal sealed class FingerprintMapping : IEntityTypeConfiguration<FingerprintRecord>
{
    public void Configure(EntityTypeBuilder<FingerprintRecord> builder)
    {
        builder.ToTable("trunk_fingerprints");
        builder.HasKey(f => new { f.TrunkId, f.Target });
        builder.HasOne<Trunk>().WithMany().HasForeignKey(f => f.TrunkId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
