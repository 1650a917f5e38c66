using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Access.SignIns;

internal sealed class SignInRecordMapping : IEntityTypeConfiguration<SignInRecord>
{
    public void Configure(EntityTypeBuilder<SignInRecord> signIn)
    {
        signIn.ToTable("sign_ins");
        signIn.HasKey(s => s.Id);
        signIn.Property(s => s.Id).ValueGeneratedNever();
        signIn.HasIndex(s => s.Hash).IsUnique();
        signIn.Property(s => s.Address).HasMaxLength(64);
        signIn.Property(s => s.UserAgent).HasMaxLength(SignInRecord.MostUserAgent);
        signIn.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        signIn.NameColumnsAsOnTheWire();
    }
}
