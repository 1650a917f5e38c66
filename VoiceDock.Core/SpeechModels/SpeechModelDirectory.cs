using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.SpeechModels;

/// <summary>All stored speech models in memory, without their keys: a key is read and opened for each connection. Thread-safe.</summary>
public sealed class SpeechModelDirectory(IDbContextFactory<VoiceDockDb> databases, CredentialProtector protector) : ISpeechModels, IHostedService
{
    private volatile FrozenDictionary<Guid, SpeechModel> _models = FrozenDictionary<Guid, SpeechModel>.Empty;

    /// <summary>The server's own; null when there is none.</summary>
    public SpeechModel? Server => _models.GetValueOrDefault(SpeechModel.ServerId);

    /// <summary>What an assistant has of its own; null when nothing.</summary>
    public SpeechModel? Own(Guid assistantId) => _models.GetValueOrDefault(assistantId);

    /// <summary>Calls of this assistant talk through a model.</summary>
    public bool Talks(Guid assistantId) => Target(assistantId) is not null;

    SpeechModelTarget? ISpeechModels.For(Assistant assistant) => Target(assistant.Id);

    internal async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        _models = (await db.Set<SpeechModel>().AsNoTracking().ToListAsync(ct)).ToFrozenDictionary(m => m.Id);
    }

    public Task StartAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private SpeechModelTarget? Target(Guid assistantId)
    {
        var (own, server) = (Own(assistantId), Server);
        if ((own ?? server) is not { IsOn: true } settings) return null;
        // Address, key and the ways of the server go together; model and voice may be the assistant's own on the server's address.
        if ((settings.Url is not null ? settings : server) is not { } place || SpeechModelAddress.Of(place.Url) is not { } url) return null;
        return new SpeechModelTarget
        {
            Url = url,
            Model = settings.Model ?? place.Model,
            Voice = settings.Voice ?? place.Voice,
            Transcription = settings.Transcription ?? place.Transcription,
            Events = place.Events,
            Audio = place.Audio,
            ReadKey = () => ReadKey(place),
        };
    }

    private Result<string?> ReadKey(SpeechModel model)
    {
        if (!model.HasKey) return (string?)null;
        using var db = databases.CreateDbContext();
        var stored = db.Set<SpeechModelSecret>().AsNoTracking().FirstOrDefault(s => s.SpeechModelId == model.Id);
        if (stored is null || !protector.TryOpen(stored.ApiKey, SpeechModelSecret.Field, model.Id, model.SecretVersion, out var key))
            return new Error(ErrorKind.Conflict, "speech_model_key_unreadable", "The stored key of the speech model cannot be read. Enter it again under Settings, Speech model.");
        try
        {
            return Encoding.UTF8.GetString(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
