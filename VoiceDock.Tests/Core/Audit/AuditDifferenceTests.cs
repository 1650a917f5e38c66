using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Audit;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Audit;

[Trait("Kind", "Unit")]
public sealed class AuditDifferenceTests : IDisposable
{
    private readonly DomainRooms _rooms = new();

    [Theory]
    [InlineData("""{"api_key":"canary"}""", """{"api_key":"(hidden)"}""")]
    [InlineData("""{"provider":{"apiKey":"canary","model":"small"}}""", """{"provider":{"apiKey":"(hidden)","model":"small"}}""")]
    [InlineData("""{"headers":[{"name":"X-A","Authorization":"Bearer canary"}]}""", """{"headers":[{"name":"X-A","Authorization":"(hidden)"}]}""")]
    [InlineData("""{"client_secret":"canary","access_token":"canary","db_password":"canary"}""", """{"client_secret":"(hidden)","access_token":"(hidden)","db_password":"(hidden)"}""")]
    [InlineData("""{"max_tokens":200,"secret":["canary"]}""", """{"max_tokens":200,"secret":["(hidden)"]}""")]
    [InlineData("https://user:canary@hooks.example/x", "https://(hidden)@hooks.example/x")]
    [InlineData("""{"has_password":true,"password_set_by":"ann","accept_key":true}""", """{"has_password":true,"password_set_by":"ann","accept_key":true}""")]
    public void Secrets_AreHiddenAtAnyDepth(string text, string shown)
    {
        var clean = AuditDifference.Clean(text)!;

        Assert.Equal(shown, clean is JsonValue ? clean.GetValue<string>() : clean.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task OfABlock_OnlyWhatChangedIsShown()
    {
        var made = (await _rooms.Assistants.CreateAsync(
            new AssistantInput { Name = "Desk", SttConfig = Json("""{"language":"nl","provider":{"name":"a","api_key":"canary-1"}}""") }, TestPeople.Ann)).Value;
        await _rooms.Assistants.UpdateAsync(made.Id, new AssistantPatch { SttConfig = new(Json("""{"language":"de","provider":{"name":"a","api_key":"canary-2"}}""")) }, TestPeople.Ann);

        var update = (await _rooms.Storage.EntriesAsync())[^1];
        Assert.Equal("""{"language":"nl"}""", JsonNode.Parse(update.Before!)!["stt_config"]!.ToJsonString());
        Assert.Equal("""{"language":"de"}""", JsonNode.Parse(update.After!)!["stt_config"]!.ToJsonString());
    }

    [Fact]
    public async Task ALongText_IsCutAndSaysSo()
    {
        var text = new string('x', 1_900);
        await using var db = _rooms.Storage.OpenDb();
        var entry = db.Add(new VoiceDock.Core.Access.ApiKey
        {
            Id = Guid.NewGuid(),
            TokenId = "0123456789",
            Hash = [1],
            IsTest = false,
            Name = text + text + text,
            CreatedAt = DateTime.UtcNow,
            CreatedBy = "ann",
        });

        var change = AuditDifference.Of(entry);

        Assert.Null(change.Before);
        Assert.Contains("… (1700 more characters)", JsonNode.Parse(change.After!)!["name"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(change.After!)!["hash"]);
    }

    public void Dispose() => _rooms.Dispose();

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement;
}
