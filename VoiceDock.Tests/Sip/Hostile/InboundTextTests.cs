using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>What callers write about themselves, through the whole core: one line per event in the log, nothing that breaks a line on a screen.</summary>
[Trait("Kind", "Sip")]
public sealed class InboundTextTests
{
    [Fact]
    public async Task TextOfCallers_BreaksNoLineOfLogOrScreen()
    {
        using var lines = new Lines();
        await using var rig = await CallRig.StartAsync(logs: lines);
        using var phone = new ScriptedPhone();
        for (var i = 0; i < 60; i++)
        {
            var text = HostileText.Make(new Random(Soak.Seed + i)).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            var escaped = string.Concat(Encoding.UTF8.GetBytes(text + "\r\nevil").Select(b => $"%{b:X2}"));
            var known = i % 6 == 0;
            var invite = phone.Request("INVITE", rig.Console, $"text-{i}", fromTag: $"f{i}", body: ScriptedPhone.Sdp,
                    headers: $"User-Agent: {text}\r\nReason: {text}\r\nP-Asserted-Identity: \"{text.Replace("\"", "", StringComparison.Ordinal)}\" <sip:{escaped}@h>")
                .Replace("\"Phone\"", $"\"{text.Replace("\"", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal)}\"", StringComparison.Ordinal)
                .Replace("sip:100@", $"sip:{(known ? CallRig.OurNumber : escaped)}@", StringComparison.Ordinal);
            phone.Send(invite, rig.Console);
        }

        await Eventually.TrueAsync(() => rig.Get<UnansweredCalls>().Recent.Count > 5, "calls to nobody were told");
        // Nobody acknowledges: the calls end by themselves, and may do so before they are looked at.
        var taken = await rig.UntilAsync(call => call.Number == CallRig.OurNumber);
        Assert.All((string?[])[taken.Caller, taken.CallerName, taken.Number], Whole);
        foreach (var call in rig.Get<UnansweredCalls>().Recent)
            Assert.All((string?[])[call.Sentence, call.Caller, call.Dialled, call.Source], Whole);
        foreach (var call in rig.Get<CallDirectory>().LiveActors.Select(actor => actor.View)) Assert.All((string?[])[call.Caller, call.CallerName, call.Number], Whole);
        Assert.NotEmpty(lines.All);
        Assert.All(lines.All, Whole);
    }

    private static void Whole(string? text) => Assert.DoesNotContain(text ?? "", c => char.IsControl(c) || c is '\u2028' or '\u2029');

    /// <summary>Every message logged, as formatted.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Commands of the database are of our own making, over several lines.
            if (eventId.Name?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) != true) All.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
