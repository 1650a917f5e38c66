using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VoiceDock.Core.Storage;

internal sealed class KeyCheckMapping : IEntityTypeConfiguration<KeyCheck>
{
    public void Configure(EntityTypeBuilder<KeyCheck> builder)
    {
        builder.ToTable("key_check");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(k => k.MasterId).HasColumnName("master_id").HasMaxLength(8);
        builder.Property(k => k.Value).HasColumnName("value");
        builder.Property(k => k.Instance).HasColumnName("instance");
    }
}
