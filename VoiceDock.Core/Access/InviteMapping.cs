using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access;

internal sealed class InviteMapping : IEntityTypeConfiguration<Invite>
{
    public void Configure(EntityTypeBuilder<Invite> builder)
    {
        builder.ToTable("invites");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.Property(i => i.TokenHash).HasMaxLength(32);
        builder.Property(i => i.Role).HasConversion<WireNameConverter<Role>>().HasMaxLength(16);
        builder.Property(i => i.Name).HasMaxLength(256);
        builder.Property(i => i.CreatedBy).HasMaxLength(256);
    }
}
