using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Backups;
using VoiceDock.Core.Common;
using VoiceDock.Core.Keys;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Keys;

/// <summary>A data folder with trunks and assistants whose secrets are known, to be opened as often as a test likes.</summary>
internal sealed class KeyScene : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("voicedock-keys-").FullName;

    public string KeyFile => Path.Combine(Folder, "keys", "master.key");

    public string Database => Path.Combine(Folder, "voicedock.db");

    public static string PasswordOf(Trunk trunk) => $"password of {trunk.Name}";

    /// <summary>As a start of the program does; settings such as <c>VOICEDOCK_MASTER_KEY_FILE</c> may be given.</summary>
    public DomainRooms Open(params (string, string?)[] settings) => new(folder: Folder, more: (services, _) => services.AddKeys().AddBackups(), settings: settings);

    /// <summary>Trunks with a password of their own, one of them with two, and an assistant with a webhook secret.</summary>
    public static async Task FillAsync(DomainRooms rooms, int trunks = 3)
    {
        for (var i = 0; i < trunks; i++)
        {
            var input = TrunkSamples.Office($"Trunk {i}");
            input.Password = $"password of Trunk {i}";
            if (i == 0) (input.AcceptsRegistration, input.RegistrationUsername, input.RegistrationPassword) = (true, "pbx", "registration password of Trunk 0");
            Assert.True((await rooms.Trunks.CreateAsync(input, TrunkSamples.Ann)) is { IsOk: true }, "the trunk was made");
        }

        Assert.True((await rooms.Assistants.CreateAsync(new AssistantInput { Name = "Reception", WebhookSecret = "webhook secret 7f3a" }, Actor.System)).IsOk);
    }

    /// <summary>Fails unless every secret opens to what it was.</summary>
    /// <returns>How many there are.</returns>
    public static async Task<int> AssertReadableAsync(DomainRooms rooms)
    {
        await rooms.LoadAsync();
        var count = 0;
        foreach (var trunk in rooms.TrunkDirectory.All)
        {
            Assert.Equal(PasswordOf(trunk), Text(rooms.Credentials.CopyPassword(trunk.Id)));
            count++;
            if (!trunk.HasRegistrationPassword) continue;
            Assert.Equal($"registration {PasswordOf(trunk)}", Text(rooms.Credentials.CopyRegistrationPassword(trunk.Id)));
            count++;
        }

        await using var db = rooms.Storage.OpenDb();
        foreach (var assistant in rooms.AssistantDirectory.All.Where(a => a.HasWebhookSecret))
        {
            var blob = (await db.Set<AssistantSecret>().SingleAsync(s => s.AssistantId == assistant.Id)).WebhookSecret;
            Assert.True(rooms.Storage.Get<CredentialProtector>().TryOpen(blob, AssistantSecret.Field, assistant.Id, assistant.SecretVersion, out var secret));
            Assert.Equal("webhook secret 7f3a", Text(secret));
            count++;
        }

        return count;
    }

    public static async Task<IReadOnlyList<DataKey>> DataKeysAsync(DomainRooms rooms)
    {
        await using var db = rooms.Storage.OpenDb();
        return await db.Set<DataKey>().AsNoTracking().ToListAsync();
    }

    public void Dispose() => CanaryFolder.Remove(Folder);

    private static string? Text(byte[]? bytes) => bytes is null ? null : System.Text.Encoding.UTF8.GetString(bytes);
}
