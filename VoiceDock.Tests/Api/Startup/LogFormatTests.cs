using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Web.Startup.Logs;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>How an entry of the log is written, as text and as JSON.</summary>
[Trait("Kind", "Unit")]
public sealed class LogFormatTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 26, 9, 30, 0, 125, TimeSpan.Zero));
    private static readonly KeyValuePair<string, object?>[] CallScope = [new("CallId", "call-1")];

    [Fact]
    public void Json_IsOneObjectOnOneLine()
    {
        var text = Write(new JsonLog(Time), "Call of \"Ada\"\r\nAuthorization: Digest canary\nsaid", new InvalidOperationException("no Cookie: canary"), CallScope);

        Assert.Equal(1, text.TrimEnd('\n').Count(c => c == '\n') + 1);
        var line = JsonNode.Parse(text)!;
        Assert.Equal("2026-11-26T09:30:00.125Z", (string?)line["at"]);
        Assert.Equal("warn", (string?)line["level"]);
        Assert.Equal("Room.Thing", (string?)line["category"]);
        Assert.Equal("call-1", (string?)line["call_id"]);
        Assert.Equal("Call of \"Ada\"\r\nAuthorization: ***\nsaid", (string?)line["message"]);
        Assert.Equal("System.InvalidOperationException: no Cookie: ***", (string?)line["exception"]);
    }

    [Fact]
    public void Text_IsOneLineWithTheCall()
    {
        var text = Write(new TextLog(Time), "said\r\n2026-11-26T00:00:00.000Z error forged", null, CallScope);
        Assert.Equal("2026-11-26T09:30:00.125Z warn Room.Thing: [call call-1] said  2026-11-26T00:00:00.000Z error forged\n", text);
    }

    [Fact]
    public void Text_DoesNotNameTheCallTwice() =>
        Assert.EndsWith("Thing: Call call-1 ended\n", Write(new TextLog(Time), "Call call-1 ended", null, CallScope), StringComparison.Ordinal);

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void Exception_IsMasked(string format)
    {
        ConsoleFormatter formatter = format == "json" ? new JsonLog(Time) : new TextLog(Time);
        Assert.DoesNotContain("canary", Write(formatter, "failed", new InvalidOperationException("Bearer canary-canary", new ArgumentException("vd_live_canary99"))), StringComparison.Ordinal);
    }

    private static string Write(ConsoleFormatter formatter, string message, Exception? fault, params KeyValuePair<string, object?>[] scope)
    {
        var scopes = new LoggerExternalScopeProvider();
        using var held = scopes.Push(scope);
        var writer = new StringWriter { NewLine = "\n" };
        formatter.Write(new LogEntry<string>(LogLevel.Warning, "Room.Thing", 0, message, fault, (state, _) => state), scopes, writer);
        return writer.ToString();
    }
}
