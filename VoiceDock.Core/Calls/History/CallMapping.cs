using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VoiceDock.Core.Calls.History;

internal sealed class CallMapping : IEntityTypeConfiguration<CallRecord>
{
    public void Configure(EntityTypeBuilder<CallRecord> call)
    {
        call.ToTable("calls");
        call.HasKey(c => c.Id);
        call.Property(c => c.Id).ValueGeneratedNever();
        call.Property(c => c.State).HasConversion<string>().HasMaxLength(32);
        call.Property(c => c.Direction).HasConversion<string>().HasMaxLength(16);
        call.Property(c => c.EndVerdict).HasConversion<string>().HasMaxLength(16);
        call.HasIndex(c => new { c.CreatedAt, c.Id });
        call.HasIndex(c => c.State);
        call.HasMany(c => c.Transfers).WithOne().HasForeignKey(t => t.CallId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TransferMapping : IEntityTypeConfiguration<TransferRecord>
{
    public void Configure(EntityTypeBuilder<TransferRecord> transfer)
    {
        transfer.ToTable("transfers");
        transfer.HasKey(t => t.Id);
        transfer.Property(t => t.Id).ValueGeneratedNever();
        transfer.Property(t => t.State).HasConversion<string>().HasMaxLength(16);
        transfer.Property(t => t.ByType).HasConversion<string>().HasMaxLength(16);
        transfer.Property(t => t.CallerWith).HasConversion<string>().HasMaxLength(16);
        // The last guard of "one transfer at a time": the database itself refuses a second open one.
        transfer.HasIndex(t => t.CallId).IsUnique().HasFilter("\"EndedAt\" IS NULL").HasDatabaseName("ux_transfers_active");
        transfer.HasIndex(t => new { t.TrunkId, t.CreatedAt });
    }
}

internal sealed class TraceMapping : IEntityTypeConfiguration<TraceRecord>
{
    public void Configure(EntityTypeBuilder<TraceRecord> trace)
    {
        trace.ToTable("call_traces");
        trace.HasKey(t => t.CallId);
        trace.Property(t => t.CallId).ValueGeneratedNever();
        trace.HasIndex(t => t.CreatedAt);
        trace.HasOne<CallRecord>().WithMany().HasForeignKey(t => t.CallId).OnDelete(DeleteBehavior.Cascade);
    }
}
