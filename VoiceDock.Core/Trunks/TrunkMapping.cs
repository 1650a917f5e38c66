using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Trunks;

internal sealed class TrunkMapping : IEntityTypeConfiguration<Trunk>, IEntityTypeConfiguration<TrunkSecret>
{
    public void Configure(EntityTypeBuilder<Trunk> builder)
    {
        builder.ToTable("sip_trunks");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Transport).HasConversion<WireNameConverter<TrunkTransport>>();
        builder.Property(t => t.CallerIdPolicy).HasConversion<WireNameConverter<CallerIdPolicy>>();
        builder.Property(t => t.CallerIdHeader).HasConversion<WireNameConverter<CallerIdHeader>>();
        builder.Property(t => t.TransferMethod).HasConversion<WireNameConverter<TransferMethod>>();
        builder.Property(t => t.Headers).HasConversion(new TrunkHeaderListConverter(), TrunkHeaderListConverter.Comparer);
        builder.Property(t => t.NumberFormat).HasConversion<WireNameConverter<NumberFormat>>();
        builder.Property(t => t.Srtp).HasConversion<WireNameConverter<TrunkSrtp>>();
        builder.Property(t => t.MediaLatch).HasConversion<WireNameConverter<MediaLatch>>();
        builder.Property(t => t.OnFarLoss).HasConversion<WireNameConverter<OnFarLoss>>();
        builder.Property(t => t.AfterHangup).HasConversion<WireNameConverter<AfterHangup>>();
        builder.Property(t => t.Codecs).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(t => t.InboundAddresses).HasConversion(new TextListConverter(), TextListConverter.Comparer);
        builder.Property(t => t.SecretVersion);
        builder.Property(t => t.RegistrationSecretVersion);
        builder.HasOne<Trunk>().WithMany().HasForeignKey(t => t.BackupTrunkId).OnDelete(DeleteBehavior.SetNull);
        builder.Ignore(t => t.DestinationHosts);
        builder.Ignore(t => t.Route);
        builder.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<TrunkSecret> builder)
    {
        builder.ToTable("sip_trunk_secrets");
        builder.HasKey(s => s.TrunkId);
        builder.Property(s => s.TrunkId).ValueGeneratedNever();
        builder.HasOne<Trunk>().WithOne().HasForeignKey<TrunkSecret>(s => s.TrunkId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
