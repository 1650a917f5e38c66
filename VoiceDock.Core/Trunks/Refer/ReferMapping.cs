using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks.Refer;

internal sealed class ReferMapping : IEntityTypeConfiguration<ReferOutcome>
{
    public void Configure(EntityTypeBuilder<ReferOutcome> builder)
    {
        builder.ToTable("trunk_refers");
        builder.HasKey(o => o.Number);
        builder.Property(o => o.Number).ValueGeneratedNever();
        builder.HasOne<Trunk>().WithMany().HasForeignKey(o => o.TrunkId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
