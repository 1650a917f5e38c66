using Microsoft.Extensions.Logging.Console;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Startup.Logs;

/// <summary>The log: to standard output alone, as text or JSON (<c>Log:Format</c>), every entry through <see cref="LogMask"/>.</summary>
internal static class LogFormats
{
    public const string Key = "Log:Format";
    public const string Text = "text";
    public const string Json = "json";

    /// <exception cref="StartupException">Neither text nor json.</exception>
    public static void AddMaskedLog(this ILoggingBuilder logging, IConfiguration configuration)
    {
        var format = configuration[Key] ?? Text;
        if (format is not (Text or Json))
            throw new StartupException(ExitCodes.CannotStart, $"The setting {Key} is '{format}'; allowed are {Text} and {Json}.");
        // The framework's other sinks (debugger, event source) would get entries as they are.
        logging.ClearProviders();
        logging.AddConsole(console => console.FormatterName = NameOf(format));
        logging.AddConsoleFormatter<TextLog, ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<JsonLog, ConsoleFormatterOptions>();
    }

    /// <summary>Name of the formatter: the framework has one named json already, which masks nothing.</summary>
    public static string NameOf(string format) => $"voicedock-{format}";

    public static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        LogLevel.Critical => "critical",
        _ => "none",
    };
}
