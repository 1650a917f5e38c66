using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Reports;

internal sealed class ReportMapping : IEntityTypeConfiguration<ReportRecord>
{
    public void Configure(EntityTypeBuilder<ReportRecord> report)
    {
        report.ToTable("doctor_reports");
        report.HasKey(r => r.Id);
        report.Property(r => r.Id).ValueGeneratedNever();
        report.Property(r => r.Mode).HasConversion<WireNameConverter<DoctorMode>>();
        report.Property(r => r.Status).HasConversion<WireNameConverter<ReportStatus>>();
        report.Property(r => r.Verdict).HasConversion<WireNameConverter<DoctorVerdict>>();
        report.Property(r => r.ByType).HasConversion<string>().HasMaxLength(16);
        report.HasIndex(r => new { r.TrunkId, r.CreatedAt });
        report.HasIndex(r => r.CreatedAt);
        // a report outlives its trunk: it says by name which one it was
        report.HasOne<Trunk>().WithMany().HasForeignKey(r => r.TrunkId).OnDelete(DeleteBehavior.SetNull);
        report.NameColumnsAsOnTheWire();
    }
}
