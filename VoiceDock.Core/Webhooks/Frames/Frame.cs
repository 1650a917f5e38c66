using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceDock.Core.Webhooks.Frames;

/// <summary>The outside of every frame.</summary>
internal static class Frame
{
    // application/json, never part of a page: letters need no escapes.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="at">UTC.</param>
    /// <param name="rest">Writes the members behind type and timestamp.</param>
    public static string Write(string name, DateTime at, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject("message");
            json.WriteString("type", name);
            json.WriteString("timestamp", FrameWords.Time(at));
            rest(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
