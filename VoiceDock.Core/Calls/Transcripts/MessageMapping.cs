using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Calls.History;

namespace VoiceDock.Core.Calls.Transcripts;

internal sealed class MessageMapping : IEntityTypeConfiguration<MessageRecord>
{
    public void Configure(EntityTypeBuilder<MessageRecord> message)
    {
        message.ToTable("call_messages");
        message.HasKey(m => m.Id);
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Role).HasConversion<string>().HasMaxLength(16);
        message.HasIndex(m => new { m.CallId, m.Index });
        message.HasOne<CallRecord>().WithMany(c => c.Messages).HasForeignKey(m => m.CallId).OnDelete(DeleteBehavior.Cascade);
    }
}
