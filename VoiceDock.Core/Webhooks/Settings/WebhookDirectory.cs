using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Webhooks.Settings;

/// <summary>Which address gets the events of a call: from memory. Secrets are read and opened for each request. Thread-safe.</summary>
public sealed class WebhookDirectory(IDbContextFactory<VoiceDockDb> databases, AssistantDirectory assistants, CredentialProtector protector) : IHostedService
{
    private static readonly Error Unreadable = new(ErrorKind.Conflict, "webhook_secret_unreadable",
        "The stored webhook secret cannot be read, so nothing was sent. Enter it again.");

    private volatile WebhookAccount? _account;
    private volatile WebhookEndpoint? _accountEndpoint;

    /// <summary>Null when there is none.</summary>
    public WebhookAccount? Account => _account;

    internal WebhookEndpoint? AccountEndpoint => _accountEndpoint;

    public Task StartAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Where events of a call with this assistant go; null: nowhere. Allocates nothing when that is so.</summary>
    /// <param name="assistant">As it is on the call; null: the number has none.</param>
    internal WebhookEndpoint? For(Assistant? assistant) => assistant?.WebhookUrl is { } url
        ? new WebhookEndpoint(assistant.Id, url, assistant.WebhookEvents, IsOneTime: assistants.Find(assistant.Id)?.WebhookUrl != url)
        : _accountEndpoint;

    /// <summary>The address an owner has now; null when it has none any more.</summary>
    internal string? UrlOf(Guid ownerId) => ownerId == WebhookAccount.TheId ? _account?.Url : assistants.Find(ownerId)?.WebhookUrl;

    /// <summary>The secret of an owner. The receiver of the bytes zeroes them.</summary>
    /// <returns>Null where there is none.</returns>
    internal async Task<Result<byte[]?>> SecretAsync(Guid ownerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (ownerId == WebhookAccount.TheId)
        {
            if (await db.Set<WebhookAccount>().AsNoTracking().FirstOrDefaultAsync(ct) is not { HasSecret: true } account) return (byte[]?)null;
            var stored = await db.Set<WebhookAccountSecret>().AsNoTracking().FirstOrDefaultAsync(s => s.AccountId == ownerId, ct);
            return Open(stored?.Secret, WebhookAccountSecret.Field, ownerId, account.SecretVersion);
        }

        if (await db.Set<Assistant>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == ownerId, ct) is not { HasWebhookSecret: true } assistant) return (byte[]?)null;
        var secret = await db.Set<AssistantSecret>().AsNoTracking().FirstOrDefaultAsync(s => s.AssistantId == ownerId, ct);
        return Open(secret?.WebhookSecret, AssistantSecret.Field, ownerId, assistant.SecretVersion);
    }

    internal async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var account = await db.Set<WebhookAccount>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == WebhookAccount.TheId, ct);
        (_account, _accountEndpoint) = (account, account is null ? null : new WebhookEndpoint(account.Id, account.Url, account.Events));
    }

    private Result<byte[]?> Open(ProtectedSecret? blob, SecretField field, Guid ownerId, int version) =>
        blob is { } sealedSecret && protector.TryOpen(sealedSecret, field, ownerId, version, out var secret) ? secret : Unreadable;
}
