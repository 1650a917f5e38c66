using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.Recovery;

internal sealed class LegDialogMapping : IEntityTypeConfiguration<LegDialog>
{
    public void Configure(EntityTypeBuilder<LegDialog> dialog)
    {
        // No key to its call: whatever becomes of the history, an orphan's far end is told.
        dialog.ToTable("leg_dialogs");
        dialog.HasKey(d => d.Id);
        dialog.Property(d => d.Id).ValueGeneratedNever();
        dialog.Property(d => d.Routes).HasConversion(new TextListConverter(), TextListConverter.Comparer);
    }
}
