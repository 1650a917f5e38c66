using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Deliveries;

internal sealed class WebhookDeliveryMapping : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.HasKey(d => d.Id);
        delivery.Property(d => d.Id).ValueGeneratedNever();
        delivery.Property(d => d.State).HasConversion<WireNameConverter<DeliveryState>>();
        delivery.Ignore(d => d.WebhookId);
        delivery.Ignore(d => d.IsFinished);
        delivery.HasIndex(d => d.Sequence);
        delivery.HasIndex(d => new { d.State, d.NextAt });
        delivery.HasIndex(d => new { d.SubjectId, d.Url, d.Sequence });
        delivery.NameColumnsAsOnTheWire();
    }
}
