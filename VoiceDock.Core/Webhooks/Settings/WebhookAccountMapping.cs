using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Settings;

internal sealed class WebhookAccountMapping : IEntityTypeConfiguration<WebhookAccount>, IEntityTypeConfiguration<WebhookAccountSecret>
{
    public void Configure(EntityTypeBuilder<WebhookAccount> builder)
    {
        builder.ToTable("webhook_accounts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Events).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(a => a.SecretVersion);
        builder.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<WebhookAccountSecret> builder)
    {
        builder.ToTable("webhook_account_secrets");
        builder.HasKey(s => s.AccountId);
        builder.Property(s => s.AccountId).ValueGeneratedNever();
        builder.HasOne<WebhookAccount>().WithOne().HasForeignKey<WebhookAccountSecret>(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
