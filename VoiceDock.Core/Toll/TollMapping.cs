using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Toll;

internal sealed class TollMapping : IEntityTypeConfiguration<TrunkDay>, IEntityTypeConfiguration<StoredPolicy>
{
    public void Configure(EntityTypeBuilder<TrunkDay> builder)
    {
        builder.ToTable("trunk_days");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<Trunk>().WithMany().HasForeignKey(d => d.TrunkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => d.Day);
        builder.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<StoredPolicy> builder)
    {
        builder.ToTable("destination_policy");
        builder.HasKey(p => p.Row);
        builder.Property(p => p.Row).ValueGeneratedNever();
        builder.Property(p => p.CountryRule).HasConversion<WireNameConverter<Security.Destinations.CountryRule>>();
        builder.Property(p => p.Countries).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(p => p.RefusedKinds).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.NameColumnsAsOnTheWire();
    }
}
