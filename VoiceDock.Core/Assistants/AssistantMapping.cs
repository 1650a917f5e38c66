using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Assistants;

internal sealed class AssistantMapping : IEntityTypeConfiguration<Assistant>, IEntityTypeConfiguration<AssistantSecret>
{
    public void Configure(EntityTypeBuilder<Assistant> builder)
    {
        builder.ToTable("assistants");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.NotificationEmails).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(a => a.WebhookEvents).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(a => a.SecretVersion);
        builder.Ignore(a => a.Tools);
        builder.Ignore(a => a.Destinations);
        builder.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<AssistantSecret> builder)
    {
        builder.ToTable("assistant_secrets");
        builder.HasKey(s => s.AssistantId);
        builder.Property(s => s.AssistantId).ValueGeneratedNever();
        builder.HasOne<Assistant>().WithOne().HasForeignKey<AssistantSecret>(s => s.AssistantId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
