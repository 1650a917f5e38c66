using System.Text.Json.Nodes;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api.Calls;

/// <summary>One call in progress, as the API sees it; hung up by its caller at the end.</summary>
public sealed class LiveCall(ApiClient api, PracticeCaller caller) : IAsyncDisposable
{
    public string Id { get; set; } = "";

    public PracticeCaller Caller => caller;

    public Task<ApiReply> ControlAsync(string body, params (string Name, string Value)[] headers) => api.Post($"/calls/{Id}/control", body, headers);

    public Task<ApiReply> TransferAsync(string destination) => ControlAsync($$"""{"type":"transfer","destination":"{{destination}}"}""");

    public async Task<JsonObject> ReadAsync() => (await api.Get($"/calls/{Id}")).Json;

    public async Task<JsonNode> ReadTransferAsync(string id) => (await api.Get($"/calls/{Id}/transfers"))["transfers"]!.AsArray().Single(t => (string?)t!["id"] == id)!;

    /// <summary>The transfer, once it is in this state.</summary>
    public async Task<JsonNode> WaitForTransferAsync(string id, string state)
    {
        await Eventually.AskedAsync(async () => (string?)(await ReadTransferAsync(id))["state"] == state, $"the transfer was {state}");
        return await ReadTransferAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        caller.HangUp();
        await caller.Over.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
