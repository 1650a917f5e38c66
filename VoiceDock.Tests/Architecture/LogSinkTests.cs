using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>A log entry leaves the program through the masked sinks alone, in a verb as in the running program.</summary>
[Trait("Kind", "Unit")]
public sealed partial class LogSinkTests
{
    [Fact]
    public void Sinks_AreAddedInOnePlace() =>
        Assert.Equal(["VoiceDock.Web/Startup/Logs/LogFormats.cs"], SourceCode.All().Where(s => Sink().IsMatch(s.Code)).Select(s => s.Path));

    [GeneratedRegex(@"(?<!Services)\.Add(Console|SimpleConsole|JsonConsole|SystemdConsole|Debug|EventLog|EventSourceLogger|TraceSource|ConsoleFormatter)\s*[(<]|\.AddProvider\(")]
    private static partial Regex Sink();
}
