using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>The net catches: what is planted is found, by the secret's name and never with its value. These run with a net of their own.</summary>
[Collection(TrunkBrowserTests.Name)]
[Trait("Kind", "Browser")]
public sealed class CanaryNetTests : IDisposable
{
    // Known to these tests' net alone: a run with the net on must not find it.
    private const string Planted = "canary-planted-4711";
    private const string Name = "a planted secret";

    private readonly BrowserFixture _app;
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-net-").FullName;
    private readonly CanaryNet _net;

    public CanaryNetTests(BrowserFixture app)
    {
        (_app, _net) = (app, new CanaryNet(_folder));
        _net.Book.RegisterSpelled(Name, Planted);
    }

    [Fact]
    public void LogLine_WithASecret_IsFound_AndNoOther()
    {
        using (var log = new CanaryLog(_net))
        {
            var logger = log.CreateLogger("VoiceDock.Core.Planted");
            logger.LogTrace("A line with nothing in it");
            logger.LogTrace("A line with {Value} in it", Planted);
            logger.LogTrace("A line that the mask takes care of: password={Value}", Planted);
        }

        Assert.Equal(3, _net.CountOf(CanaryPlace.Line));
        AssertHit("Line", "VoiceDock.Core.Planted");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void LogLine_WithASecretThatIsKnownOnlyLater_IsFound()
    {
        using (var log = new CanaryLog(_net))
        {
            log.CreateLogger("VoiceDock.Core.Planted").LogInformation("Somebody was invited by {Link}", "q7Zk3VfX0b");
            _net.Register("an invitation", "q7Zk3VfX0b");
        }

        Assert.StartsWith("an invitation: Line", Assert.Single(_net.Hits), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "Value planted.column")]
    [InlineData("base64", "Value planted.column")]
    [InlineData("packed", "Value planted.column (unpacked)")]
    public void Column_WithASecret_IsFound(string kind, string where)
    {
        object value = kind switch
        {
            "plain" => Planted,
            "base64" => Convert.ToBase64String(Encoding.UTF8.GetBytes(Planted)),
            _ => Pack($"{string.Concat(Enumerable.Repeat("filler ", 200))}{Planted}"),
        };
        MakeDatabase(value);

        CanaryFolder.Search(_net, _folder);

        AssertHit(where);
        // Packed, it is in no file as it stands: nothing but unpacking finds it.
        Assert.Equal(kind != "packed", _net.Hits.Any(h => h.Contains("File voicedock.db", StringComparison.Ordinal)));
    }

    [Fact]
    public void Backup_WithASecret_IsFound()
    {
        MakeDatabase("nothing");
        using (var zip = ZipFile.Open(Path.Combine(_folder, "a.backup"), ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("settings").Open())
            entry.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Planted, 100))));

        CanaryFolder.Search(_net, _folder);

        AssertHit("a.backup/settings");
    }

    [Fact]
    public void KeyOfOurs_IsFoundByItsShape_AndItsShownPartIsNot()
    {
        var key = ApiKeyToken.Create(test: false);
        _net.Check(CanaryPlace.Answer, "GET /a", $"{ApiKeyToken.LivePrefix}{key.Id}…");
        Assert.Empty(_net.Hits);
        _net.Check(CanaryPlace.Answer, "GET /a", $"\"{key.Text}\"");
        Assert.StartsWith("an API key: Answer GET /a", Assert.Single(_net.Hits), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PageAndFrame_WithASecret_AreFound()
    {
        var trunks = _app.Services.GetRequiredService<TrunkStore>();
        var trunk = (await trunks.CreateAsync(new TrunkInput { Name = Planted, Host = "127.0.0.1", Port = 15_072 }, Actor.System, TestContext.Current.CancellationToken)).Value;
        var page = await _app.NewPageAsync();
        CanaryPages.Watch(_net, page);
        await BrowserFixture.OpenAsync(page, "/trunks");
        await Assertions.Expect(page.GetByText(Planted).First).ToBeVisibleAsync();
        await Eventually.TrueAsync(() => _net.Hits.Any(h => h.StartsWith($"{Name}: Frame /trunks: ", StringComparison.Ordinal)), "the frame with it was searched");
        var before = _net.Hits.Count(h => h.StartsWith($"{Name}: Page /trunks: ", StringComparison.Ordinal));

        await CanaryPages.ReadAsync(_net, page);

        Assert.Equal(before + 1, _net.Hits.Count(h => h.StartsWith($"{Name}: Page /trunks: ", StringComparison.Ordinal)));
        await page.Context.DisposeAsync();
        await trunks.DeleteAsync(trunk.Id, Actor.System, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void AssertHit(params string[] parts)
    {
        Assert.Contains(_net.Hits, h => h.StartsWith($"{Name}: ", StringComparison.Ordinal) && parts.All(p => h.Contains(p, StringComparison.Ordinal)) && h.Contains(nameof(CanaryNetTests), StringComparison.Ordinal));
        Assert.DoesNotContain(_net.Hits, h => h.Contains(Planted, StringComparison.Ordinal));
    }

    private void MakeDatabase(object value)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "voicedock.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE planted (column); INSERT INTO planted VALUES ($value)";
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
