using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Api;

/// <summary>An answer of the API, read: status, headers, JSON.</summary>
public sealed record ApiReply(HttpStatusCode Status, HttpResponseMessage Message, string Text)
{
    public int Code => (int)Status;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public JsonNode? this[string member] => Json[member];

    public string? ErrorCode => (string?)Json["code"];

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;

    public static async Task<ApiReply> SendAsync(
        HttpClient client, HttpMethod method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var message = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        CanaryNet.Current?.Check(CanaryPlace.Answer, $"{method} {path.Split('?')[0]}", text);
        return new ApiReply(message.StatusCode, message, text);
    }
}
