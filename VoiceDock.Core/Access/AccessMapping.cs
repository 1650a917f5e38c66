using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VoiceDock.Core.Access;

internal sealed class AccessMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<IdentityRole<Guid>>, IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<User> builder) => builder.ToTable("users");

    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder)
    {
        builder.ToTable("roles");
        builder.HasData(
            Role("0198c000-0000-7000-8000-000000000001", RoleNames.Viewer),
            Role("0198c000-0000-7000-8000-000000000002", RoleNames.Operator),
            Role("0198c000-0000-7000-8000-000000000003", RoleNames.Admin));
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(k => k.Id);
        builder.HasIndex(k => k.TokenId).IsUnique();
        builder.HasIndex(k => k.PreviousTokenId).IsUnique();
        builder.Property(k => k.TokenId).HasMaxLength(10);
        builder.Property(k => k.PreviousTokenId).HasMaxLength(10);
        builder.Property(k => k.Name).HasMaxLength(100);
        builder.Property(k => k.CreatedBy).HasMaxLength(256);
        builder.Property(k => k.NeverExpiresReason).HasMaxLength(200);
        builder.Property(k => k.LastUsedFrom).HasMaxLength(64);
        builder.Property(k => k.RevokedBecause).HasMaxLength(200);
    }

    // Fixed ids and stamps: the same rows in every database, made by the migration.
    private static IdentityRole<Guid> Role(string id, string name) =>
        new(name) { Id = Guid.Parse(id), NormalizedName = name.ToUpperInvariant(), ConcurrencyStamp = id };
}
