using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceDock.Web.Api;

/// <summary>Writes <c>2025-12-13T10:00:00.000Z</c>. Stored times are UTC even when SQLite gave them back without saying so.</summary>
public sealed class WireTimeConverter : JsonConverter<DateTime>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Text(DateTime value) =>
        (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).ToString(Format, CultureInfo.InvariantCulture);

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
}
