using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace VoiceDock.Web.Startup.Logs;

/// <summary>A line for people: time, level, category, what happened; an exception in the lines after it.</summary>
internal sealed class TextLog(TimeProvider time) : ConsoleFormatter(LogFormats.NameOf(LogFormats.Text))
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = LogLine.Of(logEntry, scopeProvider);
        var call = line.CallId is { } id && !line.Message.Contains(id, StringComparison.Ordinal) ? $" [call {id}]" : "";
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        // Masked first, where a line still ends as a line does.
        textWriter.WriteLine($"{at} {LogFormats.Level(logEntry.LogLevel)} {logEntry.Category}:{call} {OneLine(LogMask.Apply(line.Message))}");
        if (logEntry.Exception is { } fault)
            textWriter.WriteLine(LogMask.Apply(fault.ToString()));
    }

    // What came from outside must not look like another entry.
    private static string OneLine(string text) =>
        text.Any(Breaks) ? string.Concat(text.Select(c => Breaks(c) ? ' ' : c)) : text;

    private static bool Breaks(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';
}
