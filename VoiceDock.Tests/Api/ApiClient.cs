namespace VoiceDock.Tests.Api;

/// <summary>The requests the API tests make, below <c>/api/v1</c>.</summary>
public sealed class ApiClient(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    public Task<ApiReply> Get(string path, params (string Name, string Value)[] headers) => ApiReply.SendAsync(http, HttpMethod.Get, $"/api/v1{path}", null, headers: headers);

    public Task<ApiReply> Post(string path, string? body, params (string Name, string Value)[] headers) =>
        ApiReply.SendAsync(http, HttpMethod.Post, $"/api/v1{path}", body, headers: headers);

    public Task<ApiReply> Patch(string path, string body, params (string Name, string Value)[] headers) =>
        ApiReply.SendAsync(http, HttpMethod.Patch, $"/api/v1{path}", body, headers: headers);

    public Task<ApiReply> Delete(string path) => ApiReply.SendAsync(http, HttpMethod.Delete, $"/api/v1{path}");

    public void Dispose() => http.Dispose();
}
