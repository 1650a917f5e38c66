using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VoiceDock.Core.Idempotency;

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyEntry>
{
    public void Configure(EntityTypeBuilder<IdempotencyEntry> entry)
    {
        entry.ToTable("idempotency");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Value).HasMaxLength(255);
        entry.HasIndex(e => new { e.ApiKeyId, e.Value }).IsUnique();
        entry.HasIndex(e => e.CreatedAt);
    }
}
