using Microsoft.EntityFrameworkCore;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.SpeechModels;

[Trait("Kind", "Unit")]
public sealed class SpeechModelStoreTests : IDisposable
{
    private const string Key = "canary-model-key";

    private readonly DomainRooms _rooms = new();

    private SpeechModelStore Store => _rooms.Storage.Get<SpeechModelStore>();

    private SpeechModelDirectory Directory => _rooms.Storage.Get<SpeechModelDirectory>();

    public void Dispose() => _rooms.Dispose();

    [Theory]
    [InlineData("https://api.example.com/v1", "wss://api.example.com/v1/realtime")]
    [InlineData("https://api.example.com/v1/", "wss://api.example.com/v1/realtime")]
    [InlineData("wss://speech.example.com:8443/v1/realtime", "wss://speech.example.com:8443/v1/realtime")]
    [InlineData("http://10.0.7.9:8000", "ws://10.0.7.9:8000/realtime")]
    [InlineData("ftp://example.com", null)]
    [InlineData("https://user:secret@example.com", null)]
    [InlineData("https://example.com/?key=1", null)]
    [InlineData("example.com", null)]
    public void Address_AsTyped_BecomesTheSockets(string typed, string? address) => Assert.Equal(address, SpeechModelAddress.Of(typed)?.AbsoluteUri);

    [Fact]
    public async Task Key_IsSealed_ReadForAConnection_AndNowhereElse()
    {
        var saved = (await Store.SaveAsync(null, Input(key: Key), TrunkSamples.Ann)).Value;

        Assert.Equal((true, "Ann"), (saved.HasKey, saved.KeySetBy));
        Assert.Equal(Key, TargetOf(await AssistantAsync())!.ReadKey().Value);
        await using var db = _rooms.Storage.OpenDb();
        var row = await db.Set<SpeechModelSecret>().SingleAsync();
        Assert.DoesNotContain(Key, System.Text.Encoding.Latin1.GetString(row.ApiKey.ToBytes()), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, System.Text.Json.JsonSerializer.Serialize(saved), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewAddress_NeedsItsKeyAgain()
    {
        await Store.SaveAsync(null, Input(key: Key), TrunkSamples.Ann);

        var refused = await Store.SaveAsync(null, Input(url: "https://elsewhere.example.com"), TrunkSamples.Ann);
        var same = await Store.SaveAsync(null, Input(voice: "ash"), TrunkSamples.Ann);

        Assert.Equal("key: must be entered again when the address changes", Assert.Single(refused.Error!.Details));
        Assert.Equal((true, "ash"), (same.Value.HasKey, same.Value.Voice));
        Assert.True((await Store.SaveAsync(null, Input(url: "https://elsewhere.example.com", removesKey: true), TrunkSamples.Ann)).IsOk);
        Assert.Null(TargetOf(await AssistantAsync())!.ReadKey().Value);
    }

    [Fact]
    public async Task AssistantsOwn_TakesAddressAndKeyOfTheServer_WhenItHasNone()
    {
        var assistant = await AssistantAsync();
        await Store.SaveAsync(null, Input(key: Key), TrunkSamples.Ann);
        await Store.SaveAsync(assistant.Id, new SpeechModelInput { IsOn = true, Voice = "ash" }, TrunkSamples.Ann);

        var target = TargetOf(assistant)!;

        Assert.Equal(("wss://api.example.com/v1/realtime", "model-1", "ash", Key), (target.Url.AbsoluteUri, target.Model, target.Voice, target.ReadKey().Value));
    }

    [Fact]
    public async Task AssistantsOwnAddress_NeverGetsTheServersKey()
    {
        var assistant = await AssistantAsync();
        await Store.SaveAsync(null, Input(key: Key), TrunkSamples.Ann);
        await Store.SaveAsync(assistant.Id, new SpeechModelInput { IsOn = true, Url = "https://own.example.com" }, TrunkSamples.Ann);

        var target = TargetOf(assistant)!;

        Assert.Equal(("wss://own.example.com/realtime", null, null), (target.Url.AbsoluteUri, target.Model, target.ReadKey().Value));
    }

    [Fact]
    public async Task SwitchedOff_CallsGoToTheAttendant()
    {
        var (talker, presser) = (await AssistantAsync(), await AssistantAsync());
        await Store.SaveAsync(null, Input(), TrunkSamples.Ann);
        await Store.SaveAsync(presser.Id, new SpeechModelInput { IsOn = false }, TrunkSamples.Ann);

        Assert.NotNull(TargetOf(talker));
        Assert.Null(TargetOf(presser));
        await Store.SaveAsync(null, Input(isOn: false), TrunkSamples.Ann);
        Assert.Null(TargetOf(talker));
    }

    [Fact]
    public async Task Deleted_WithItsAssistantToo_NothingIsLeft()
    {
        var assistant = await AssistantAsync();
        await Store.SaveAsync(assistant.Id, Input(key: Key), TrunkSamples.Ann);
        await _rooms.Assistants.DeleteAsync(assistant.Id, TrunkSamples.Ann);
        await Store.SaveAsync(null, Input(key: Key), TrunkSamples.Ann);
        Assert.True((await Store.DeleteAsync(null, TrunkSamples.Ann)).IsOk);

        await using var db = _rooms.Storage.OpenDb();
        Assert.Equal((0, 0), (await db.Set<SpeechModel>().CountAsync(), await db.Set<SpeechModelSecret>().CountAsync()));
        Assert.Equal("not_found", (await Store.DeleteAsync(null, TrunkSamples.Ann)).Error?.Code);
    }

    [Fact]
    public async Task WhatCannotBe_IsSaidFieldByField_AndChangesNothing()
    {
        var refused = await Store.SaveAsync(null, new SpeechModelInput { Url = "http://127.0.0.1:9", Key = "two words", Audio = "opus", Model = new string('m', 129) }, TrunkSamples.Ann);

        Assert.Equal(["url", "model", "audio", "key"], refused.Error!.Details.Select(d => d.Split(':')[0]));
        Assert.Contains("SpeechModels:AllowedPrivateNetworks", refused.Error.Details[0], StringComparison.Ordinal);
        Assert.Equal("assistant", (await Store.SaveAsync(Guid.NewGuid(), Input(), TrunkSamples.Ann)).Error!.Message.Contains("assistant", StringComparison.OrdinalIgnoreCase) ? "assistant" : "");
        Assert.Null(await Store.FindAsync(null));
    }

    private static SpeechModelInput Input(string url = "https://api.example.com/v1", string? voice = null, string? key = null, bool isOn = true, bool removesKey = false) =>
        new() { IsOn = isOn, Url = url, Model = "model-1", Voice = voice, Key = key, RemovesKey = removesKey };

    private async Task<Assistant> AssistantAsync() => (await _rooms.Assistants.CreateAsync(new AssistantInput { Name = "Eva" }, TrunkSamples.Ann)).Value;

    private SpeechModelTarget? TargetOf(Assistant assistant) => ((ISpeechModels)Directory).For(assistant);
}
