using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Storage;

internal sealed class DataKeyMapping : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("data_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(k => k.State).HasColumnName("state").HasConversion<string>().HasMaxLength(16);
        builder.Property(k => k.Wrapped).HasColumnName("wrapped");
        builder.Property(k => k.MasterId).HasColumnName("master_id").HasMaxLength(8);
        builder.Property(k => k.CreatedAt).HasColumnName("created_at");
        builder.Property(k => k.Uses).HasColumnName("uses");
    }
}
