using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace VoiceDock.Web.Startup.Logs;

/// <summary>
/// One JSON object on one line: <c>at</c>, <c>level</c>, <c>category</c>, <c>message</c>, and where there is one <c>call_id</c>, <c>request_id</c>,
/// <c>event</c>, <c>exception</c>.
/// </summary>
internal sealed class JsonLog(TimeProvider time) : ConsoleFormatter(LogFormats.NameOf(LogFormats.Json))
{
    // For a file, not for a page: quotes and umlauts stay readable. Control characters are still escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = LogLine.Of(logEntry, scopeProvider);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", LogFormats.Level(logEntry.LogLevel));
            json.WriteString("category", logEntry.Category);
            Write(json, "event", logEntry.EventId.Name);
            Write(json, "call_id", line.CallId);
            Write(json, "request_id", line.RequestId);
            // Masked before they are written, where a line still ends as a line does.
            json.WriteString("message", LogMask.Apply(line.Message));
            Write(json, "exception", logEntry.Exception is { } fault ? LogMask.Apply(fault.ToString()) : null);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
