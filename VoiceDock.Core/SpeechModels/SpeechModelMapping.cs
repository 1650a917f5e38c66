using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.SpeechModels;

internal sealed class SpeechModelMapping : IEntityTypeConfiguration<SpeechModel>, IEntityTypeConfiguration<SpeechModelSecret>
{
    public void Configure(EntityTypeBuilder<SpeechModel> builder)
    {
        builder.ToTable("speech_models");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Events).HasConversion<WireNameConverter<SpeechModelEvents>>();
        builder.Property(m => m.Audio).HasConversion<WireNameConverter<SpeechModelAudio>>();
        builder.Property(m => m.SecretVersion);
        builder.HasOne<Assistant>().WithMany().HasForeignKey(m => m.AssistantId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }

    public void Configure(EntityTypeBuilder<SpeechModelSecret> builder)
    {
        builder.ToTable("speech_model_secrets");
        builder.HasKey(s => s.SpeechModelId);
        builder.Property(s => s.SpeechModelId).ValueGeneratedNever();
        builder.HasOne<SpeechModel>().WithOne().HasForeignKey<SpeechModelSecret>(s => s.SpeechModelId).OnDelete(DeleteBehavior.Cascade);
        builder.NameColumnsAsOnTheWire();
    }
}
