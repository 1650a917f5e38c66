using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Numbers;

internal sealed class NumberMapping : IEntityTypeConfiguration<Number>
{
    public void Configure(EntityTypeBuilder<Number> builder)
    {
        builder.ToTable("numbers");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasIndex(n => n.PhoneNumber).IsUnique();

        // deletions let go in code, with count and time stamp; the database is the last guard
        builder.HasOne(n => n.Assistant).WithMany().HasForeignKey(n => n.AssistantId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(n => n.TransferTrunk).WithMany().HasForeignKey(n => n.TransferTrunkId).OnDelete(DeleteBehavior.SetNull);
        builder.Ignore(n => n.Label);
        builder.NameColumnsAsOnTheWire();
    }
}
