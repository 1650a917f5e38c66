using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Security;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Assistants;

[Trait("Kind", "Unit")]
public sealed class AssistantStoreTests : IDisposable
{
    private const string Secret = "canary-webhook-secret";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly DomainRooms _rooms;

    public AssistantStoreTests() => _rooms = new DomainRooms(_time);

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Create_NameOnly_IsActiveAndInTheDirectory()
    {
        var made = await Create(new AssistantInput { Name = "Eva" });

        Assert.True(made.IsActive);
        Assert.Empty(made.Destinations);
        Assert.Equal("Eva", _rooms.AssistantDirectory.Find(made.Id)?.Name);
        Assert.Equal(made.Id, Assert.Single(await _rooms.Assistants.ListAsync()).Id);
    }

    [Fact]
    public async Task Blocks_AreKeptAsSent()
    {
        const string tts = """{"voice":"Ünï","speed":1.10,"unknown":{"deep":[null,true]}}""";

        var made = await Create(new AssistantInput { Name = "Eva", TtsConfig = JsonText.Parse(tts), VoicemailDetection = JsonText.Parse("true") });

        Assert.Equal((tts, "true"), (made.TtsConfig, made.VoicemailDetection));
    }

    [Fact]
    public async Task Update_ToolsOnly_KeepsTheModel()
    {
        var made = await Create(new AssistantInput { Name = "Eva", FirstMessage = "Hello", LlmConfig = JsonText.Parse("""{"model":"m-1"}""") });
        var tools = JsonText.Parse("""{"tools":[{"type":"transfer_call","destinations":[{"type":"number","number":"200","description":"Reception"}]}]}""");

        var changed = (await _rooms.Assistants.UpdateAsync(made.Id, new AssistantPatch { LlmConfig = tools }, TrunkSamples.Ann)).Value;

        Assert.Equal("m-1", JsonText.Parse(changed.LlmConfig)!.Value.GetProperty("model").GetString());
        Assert.Equal("Hello", changed.FirstMessage);
        Assert.Equal("200", Assert.Single(_rooms.AssistantDirectory.Find(made.Id)!.Destinations).Number);
        Assert.Empty(made.Destinations);
    }

    [Fact]
    public async Task Update_NothingNew_ChangesNothing()
    {
        var made = await Create(new AssistantInput { Name = "Eva", NotificationEmails = ["a@example.com"] });
        _time.Advance(TimeSpan.FromMinutes(1));

        var same = (await _rooms.Assistants.UpdateAsync(made.Id, new AssistantPatch { Name = "Eva" }, TrunkSamples.Ann)).Value;

        Assert.Equal(made.UpdatedAt, same.UpdatedAt);
    }

    [Fact]
    public async Task Problems_AreReportedTogether()
    {
        var refusal = (await _rooms.Assistants.CreateAsync(
            new AssistantInput
            {
                BusinessName = "",
                NotificationEmail = "x",
                NotificationEmails = [.. Enumerable.Repeat("a@example.com", 6)],
                MaxDurationSeconds = 0,
                WebhookUrl = "ftp://x",
                SttConfig = JsonText.Parse("[]"),
            },
            TrunkSamples.Ann)).Error;

        Assert.Equal(
            ["name", "business_name", "notification_email", "notification_emails", "max_duration_seconds", "webhook_url", "stt_config"],
            refusal!.Details.Select(d => d[..d.IndexOf(':')]));
        Assert.Empty(await _rooms.Assistants.ListAsync());
    }

    [Fact]
    public async Task WebhookSecret_IsSealedAndNeverGivenBack()
    {
        var made = await Create(new AssistantInput { Name = "Eva", WebhookSecret = Secret });

        Assert.True(made.HasWebhookSecret);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(made));
        Assert.Null(AssistantInput.From(made).WebhookSecret);
        await using var db = _rooms.Storage.OpenDb();
        var row = await db.Set<AssistantSecret>().SingleAsync();
        Assert.True(row.WebhookSecret.ToBytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0);
        Assert.True(_rooms.Storage.Get<CredentialProtector>().TryOpen(row.WebhookSecret, AssistantSecret.Field, made.Id, 1, out var opened));
        Assert.Equal(Secret, Encoding.UTF8.GetString(opened));
    }

    [Fact]
    public async Task WebhookSecret_Null_Clears()
    {
        var made = await Create(new AssistantInput { Name = "Eva", WebhookSecret = Secret });

        var cleared = (await _rooms.Assistants.UpdateAsync(made.Id, new AssistantPatch { WebhookSecret = (string?)null }, TrunkSamples.Ann)).Value;

        Assert.False(cleared.HasWebhookSecret);
        await using var db = _rooms.Storage.OpenDb();
        Assert.Empty(await db.Set<AssistantSecret>().ToListAsync());
    }

    [Fact]
    public async Task Delete_AssistantOfANumber_NullsIt()
    {
        var made = await Create(new AssistantInput { Name = "Eva", WebhookSecret = Secret });
        var number = (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567", AssistantId = made.Id }, TrunkSamples.Ann)).Value;

        Assert.Equal(1, (await _rooms.Assistants.DeleteAsync(made.Id, TrunkSamples.Ann)).Value);

        Assert.Null((await _rooms.Numbers.FindAsync(number.Id))!.AssistantId);
        Assert.Equal(UnansweredCause.NoAssistant, _rooms.NumberDirectory.Match("+31201234567", null, []).Cause);
        Assert.Equal("not_found", (await _rooms.Assistants.DeleteAsync(made.Id, TrunkSamples.Ann)).Error?.Code);
    }

    [Fact]
    public void Patch_EveryField_ReachesTheInput()
    {
        var patch = new AssistantPatch();
        foreach (var field in typeof(AssistantPatch).GetProperties())
            field.SetValue(patch, Activator.CreateInstance(field.PropertyType, Sample(field.PropertyType.GetGenericArguments()[0])));

        var input = patch.ApplyTo(new AssistantInput());

        Assert.All(typeof(AssistantInput).GetProperties(), p => Assert.Equal($"{Sample(p.PropertyType)}", $"{p.GetValue(input)}"));
    }

    private static object Sample(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(int?) ? 7
        : type == typeof(bool?) ? true
        : type == typeof(JsonElement?) ? JsonText.Parse("""{"a":1}""")!.Value
        : new[] { "one" };

    private async Task<Assistant> Create(AssistantInput input) => (await _rooms.Assistants.CreateAsync(input, TrunkSamples.Ann)).Value;
}
