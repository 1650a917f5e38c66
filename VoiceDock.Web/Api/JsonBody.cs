using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>Reads a request's body within the limits: 256 KB, depth 32, <c>application/json</c>, one object, no member twice.</summary>
public static class JsonBody
{
    public const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = WireJson.MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The raw body, read once and kept for the request; empty when there is none.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadBytesAsync(HttpContext http)
    {
        if (http.Items[typeof(JsonBody)] is ReadOnlyMemory<byte> known)
        {
            return known;
        }

        var request = http.Request;
        if (request.ContentLength > MaxBytes)
        {
            return ApiErrors.TooLarge;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                return ApiErrors.TooLarge;
            }

            buffer.Write(chunk, 0, read);
        }

        ReadOnlyMemory<byte> bytes = buffer.ToArray();
        http.Items[typeof(JsonBody)] = bytes;
        return bytes;
    }

    /// <summary>The body as a JSON object, or why it is none.</summary>
    public static async Task<Result<JsonObject>> ReadObjectAsync(HttpContext http)
    {
        if (HasBody(http) && !IsJson(http.Request))
        {
            return ApiErrors.UnsupportedMediaType;
        }

        var bytes = await ReadBytesAsync(http);
        if (!bytes.IsOk)
        {
            return bytes.Error;
        }

        return Parse(bytes.Value.Span);
    }

    private static Result<JsonObject> Parse(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (utf8.IsEmpty)
        {
            return ApiErrors.NoBody;
        }

        try
        {
            return JsonNode.Parse(utf8, nodeOptions: null, _strict) is JsonObject body ? body : ApiErrors.NotAnObject;
        }
        catch (JsonException e)
        {
            return ApiErrors.BadJson(e.LineNumber, e.BytePositionInLine);
        }
    }

    private static bool HasBody(HttpContext http) =>
        http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? http.Request.ContentLength is null or > 0;

    private static bool IsJson(HttpRequest request)
    {
        var type = request.ContentType;
        var end = type?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return type is not null && (end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
