using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceDock.Web.Api;

/// <summary>How JSON looks on the wire: snake_case, nulls present, times with milliseconds and Z.</summary>
public static class WireJson
{
    public const int MaxDepth = 32;

    public static readonly JsonSerializerOptions Options = Create();

    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.MaxDepth = WireJson.MaxDepth * 2;
        options.NumberHandling = JsonNumberHandling.Strict;

        // The answers are application/json with nosniff, never part of a page: letters and apostrophes need no escapes.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new WireTimeConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
