using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Storage;

/// <summary>T1: who takes the data files without the key finds no secret in them, in no spelling.</summary>
[Trait("Kind", "Unit")]
public sealed class SecretAtRestTests
{
    private const string Canary = "Canary-7f3a-Quetzalcoatl-91";

    [Fact]
    public async Task Files_AfterSealingReplacingAndDeleting_HoldNoSecretInAnySpelling()
    {
        using var storage = new TestStorage();
        var protector = storage.Get<CredentialProtector>();
        var key = (await storage.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "canary", Scopes = [ApiScopes.CallsRead] }, Actor.System)).Value;
        for (var version = 1; version <= 3; version++) await SaveSealed(storage, protector.Seal(SecretField.TrunkPassword, Guid.CreateVersion7(), version, Canary));
        await using (var db = storage.OpenDb()) await db.DataProtectionKeys.Where(k => k.FriendlyName == "sealed-canary").Take(1).ExecuteDeleteAsync();

        var files = ReadDatabaseFiles(storage.Folder);
        Assert.True(Find(files, Encoding.UTF8.GetBytes("canary")), "the search must be able to find what is there");
        foreach (var secret in (string[])[Canary, key.Token, key.Token[18..61]])
        {
            Assert.Empty(SecretSpellings.FoundIn(files, secret));
        }
    }

    [Fact]
    public void CookieKeyRing_InTheDatabase_IsSealedAndOpensAgainAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;
        string ticket;
        using (var first = new TestStorage(folder))
        {
            ticket = first.Get<IDataProtectionProvider>().CreateProtector("ticket").Protect("ann");
            Assert.NotNull(first.Get<IKeyManager>());
            using var db = first.OpenDb();
            var xml = Assert.Single(db.DataProtectionKeys.Select(k => k.Xml!).ToList());
            Assert.Contains("<sealed", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
        }

        using (var second = new TestStorage(folder))
        {
            Assert.Equal("ann", second.Get<IDataProtectionProvider>().CreateProtector("ticket").Unprotect(ticket));
        }

        CanaryFolder.Remove(folder);
    }

    // Any table with a text column will do: the search is over the files' bytes.
    private static async Task SaveSealed(TestStorage storage, ProtectedSecret blob)
    {
        await using var db = storage.OpenDb();
        db.DataProtectionKeys.Add(new() { FriendlyName = "sealed-canary", Xml = "<x>" + Convert.ToBase64String(blob.ToBytes()) + "</x>" });
        await db.SaveChangesAsync();
    }

    private static byte[] ReadDatabaseFiles(string folder)
    {
        var all = new List<byte>();
        foreach (var name in (string[])["voicedock.db", "voicedock.db-wal", "voicedock.db-shm"])
        {
            using var file = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            all.AddRange(bytes);
        }

        return [.. all];
    }

    private static bool Find(byte[] files, byte[] secret) => files.AsSpan().IndexOf(secret) >= 0;
}
