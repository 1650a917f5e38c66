using System.Text.Json.Nodes;

namespace VoiceDock.Tests.Api.Calls.Events;

/// <summary>One block of an event stream.</summary>
public sealed record StreamBlock(string? Event, string? Id, string? Data, string? Comment)
{
    public JsonObject Json => JsonNode.Parse(Data!)!.AsObject();
}

/// <summary>An open event stream, read block by block as it comes over the wire.</summary>
public sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    public string? ContentType => _answer.Content.Headers.ContentType?.ToString();

    public static async Task<EventStream> OpenAsync(ApiClient api, string query = "", string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/calls/events{query}");
        if (lastId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastId);
        }

        var answer = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"The stream was refused: {(int)answer.StatusCode}");
        return new EventStream(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next block; null at the end of the stream.</summary>
    public async Task<StreamBlock?> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var block = new StreamBlock(null, null, null, null);
        for (var lines = 0; await _lines.ReadLineAsync(patience.Token) is { } line; lines++)
        {
            if (line.Length == 0 && lines > 0)
            {
                return block;
            }

            block = line.Split(": ", 2) switch
            {
                ["event", var name] => block with { Event = name },
                ["id", var id] => block with { Id = id },
                ["data", var data] => block with { Data = data },
                ["", var comment] => block with { Comment = comment },
                _ => block,
            };
        }

        return null;
    }

    /// <summary>The next events, comments and the beginning left out.</summary>
    public async Task<List<StreamBlock>> TakeAsync(int count)
    {
        List<StreamBlock> events = [];
        while (events.Count < count)
        {
            var block = await NextAsync();
            Assert.True(block is not null, $"The stream ended after {events.Count} of {count} events.");
            if (block.Event is not null)
            {
                events.Add(block);
            }
        }

        return events;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
