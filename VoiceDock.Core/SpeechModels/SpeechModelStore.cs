using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.SpeechModels;

/// <summary>The server's speech model and those of assistants, in the database; new calls use a change as soon as it has returned. Thread-safe.</summary>
public sealed class SpeechModelStore(
    IDbContextFactory<VoiceDockDb> databases, SpeechModelDirectory directory, SpeechModelRules rules, CredentialProtector protector, Permits permits, AuditLog audit,
    TimeProvider time)
{
    private const string Update = "speech_model.update";
    private const string Delete = "speech_model.delete";

    private static readonly Error NotFound = Error.NotFound("speech model");

    /// <param name="assistantId">Null: the server's.</param>
    public async Task<SpeechModel?> FindAsync(Guid? assistantId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<SpeechModel>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == IdOf(assistantId), ct);
    }

    /// <summary>Sets the whole model; only its key stays when none is given.</summary>
    /// <param name="assistantId">Null: the server's.</param>
    /// <returns>What is stored now, or <c>not_found</c> (no such assistant), <c>validation_failed</c>, <c>forbidden</c>.</returns>
    public async Task<Result<SpeechModel>> SaveAsync(Guid? assistantId, SpeechModelInput input, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Update, assistantId) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (assistantId is not null && !await db.Set<Assistant>().AnyAsync(a => a.Id == assistantId, ct)) return Error.NotFound("assistant");
        var model = await db.Set<SpeechModel>().FirstOrDefaultAsync(m => m.Id == IdOf(assistantId), ct);
        if (rules.Problems(input, assistantId is null, model) is { Count: > 0 } problems) return Error.Validation(problems);
        if (model is null) db.Add(model = new SpeechModel { Id = IdOf(assistantId), AssistantId = assistantId });
        Write(input, model);
        if (input.Key is not null || input.RemovesKey) await SetKeyAsync(db, model, input.Key, actor, ct);
        if (db.ChangeTracker.HasChanges())
        {
            model.UpdatedAt = time.GetUtcNow().UtcDateTime;
            audit.Write(db, actor, Update, await ObjectAsync(db, assistantId, ct), AuditDifference.Of(db.Entry(model)));
            await db.SaveChangesAsync(ct);
            await directory.LoadAsync(CancellationToken.None);
        }

        return model;
    }

    /// <summary>Forgets the model with its key: an assistant has the server's again; without a server's, calls go to the attendant.</summary>
    public async Task<Result<bool>> DeleteAsync(Guid? assistantId, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, Delete, assistantId) is { } forbidden) return forbidden;
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<SpeechModel>().FirstOrDefaultAsync(m => m.Id == IdOf(assistantId), ct) is not { } model) return NotFound;
        db.Remove(model);
        audit.Write(db, actor, Delete, await ObjectAsync(db, assistantId, ct), AuditDifference.Of(db.Entry(model)));
        await db.SaveChangesAsync(ct);
        await directory.LoadAsync(CancellationToken.None);
        return true;
    }

    private static Guid IdOf(Guid? assistantId) => assistantId ?? SpeechModel.ServerId;

    private static async Task<AuditObject> ObjectAsync(VoiceDockDb db, Guid? assistantId, CancellationToken ct) => assistantId is not { } id
        ? new AuditObject("speech_model", (string?)null)
        : new AuditObject("assistant", id, await db.Set<Assistant>().Where(a => a.Id == id).Select(a => a.Name).FirstOrDefaultAsync(ct));

    private static void Write(SpeechModelInput input, SpeechModel model)
    {
        (model.IsOn, model.Url, model.Model, model.Voice, model.Transcription) = (input.IsOn, input.Url, input.Model, input.Voice, input.Transcription);
        model.Events = WireName.TryParse<SpeechModelEvents>(input.Events, out var events) ? events : default;
        model.Audio = WireName.TryParse<SpeechModelAudio>(input.Audio, out var audio) ? audio : default;
    }

    private async Task SetKeyAsync(VoiceDockDb db, SpeechModel model, string? key, Actor actor, CancellationToken ct)
    {
        var stored = await db.Set<SpeechModelSecret>().FirstOrDefaultAsync(s => s.SpeechModelId == model.Id, ct);
        model.HasKey = key is not null;
        model.KeySetAt = key is null ? null : time.GetUtcNow().UtcDateTime;
        model.KeySetBy = key is null ? null : actor.Name;
        if (key is null)
        {
            if (stored is not null) db.Remove(stored);
            return;
        }

        model.SecretVersion++;
        var blob = protector.Seal(SpeechModelSecret.Field, model.Id, model.SecretVersion, key);
        if (stored is null) db.Add(new SpeechModelSecret { SpeechModelId = model.Id, ApiKey = blob });
        else stored.ApiKey = blob;
    }
}
