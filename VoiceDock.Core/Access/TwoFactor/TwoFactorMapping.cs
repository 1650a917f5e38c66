using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.TwoFactor;

internal sealed class TwoFactorMapping : IEntityTypeConfiguration<Authenticator>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<Authenticator> authenticator)
    {
        authenticator.ToTable("authenticators");
        authenticator.HasKey(a => a.Id);
        authenticator.Property(a => a.Id).ValueGeneratedNever();
        authenticator.HasOne<User>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
        authenticator.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.HasKey(c => c.Id);
        code.Property(c => c.Id).ValueGeneratedNever();
        code.HasIndex(c => c.Hash).IsUnique();
        code.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        code.NameColumnsAsOnTheWire();
    }
}
