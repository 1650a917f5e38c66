using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Tests.Core.Assistants;

/// <summary>What a destination carries besides number, description and message: read, judged, and written again.</summary>
[Trait("Kind", "Unit")]
public sealed class DestinationFieldsTests
{
    private const string Full = """
        {"type":"number","x_before":0.10,"number":"200","description":"Sales","message":"One moment.","ring_seconds":20,
         "hours":{"tz":"Europe/Amsterdam","x_in":[1],"days":["mon","fri"],"from":"09:00","to":"17:30"},"else":"300",
         "next":["201",{"number":"+31612345678","ring_seconds":15,"x_note":"mobile"}],"whisper":"Call from {caller}.","accept_key":true,"digits":"12,w#","x_after":null}
        """;

    [Fact]
    public void Read_EveryField()
    {
        var read = Read(Full);

        Assert.Equal(20, read.RingSeconds);
        Assert.Equal(("Europe/Amsterdam", new TimeOnly(9, 0), new TimeOnly(17, 30)), (read.Hours!.Zone, read.Hours.From, read.Hours.To));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Friday], read.Hours.Days.Order());
        Assert.Equal("300", read.Else!.Value);
        Assert.Equal([("201", null), ("+31612345678", 15)], read.Next.Select(n => (n.Target.Value, n.RingSeconds)));
        Assert.Equal(("Call from {caller}.", true, "12,w#"), (read.Whisper, read.AcceptKey, read.Digits));
        Assert.Empty(Problems(Full));
    }

    [Theory]
    [InlineData("""{"number":"200","description":"d"}""")]
    [InlineData("""{"number":"200","description":"d","ring_seconds":null,"hours":null,"else":null,"next":null,"whisper":null,"accept_key":null,"digits":null}""")]
    [InlineData("""{"number":"200","description":"d","next":[],"accept_key":false}""")]
    public void Read_NothingSet_IsTheTrunksUsualTransfer(string entry)
    {
        var read = Read(entry);

        Assert.Equal((null, null, null, null, false, null), (read.RingSeconds, read.Hours, read.Else, read.Whisper, read.AcceptKey, read.Digits));
        Assert.Empty(read.Next);
        Assert.Empty(Problems(entry));
    }

    [Theory]
    [InlineData(""" "ring_seconds":4 """, "ring_seconds")]
    [InlineData(""" "ring_seconds":121 """, "ring_seconds")]
    [InlineData(""" "ring_seconds":20.5 """, "ring_seconds")]
    [InlineData(""" "ring_seconds":"20" """, "ring_seconds")]
    [InlineData(""" "hours":"9-5" """, "hours")]
    [InlineData(""" "hours":{} """, "hours.tz hours.days hours.from hours.to")]
    [InlineData(""" "hours":{"tz":"Europe/Nowhere","days":["mon"],"from":"09:00","to":"17:00"} """, "hours.tz")]
    [InlineData(""" "hours":{"tz":"W. Europe Standard Time","days":["mon"],"from":"09:00","to":"17:00"} """, "hours.tz")]
    [InlineData(""" "hours":{"tz":"UTC","days":[],"from":"09:00","to":"17:00"} """, "hours.days")]
    [InlineData(""" "hours":{"tz":"UTC","days":["mon","mon"],"from":"09:00","to":"17:00"} """, "hours.days")]
    [InlineData(""" "hours":{"tz":"UTC","days":["Monday"],"from":"09:00","to":"17:00"} """, "hours.days")]
    [InlineData(""" "hours":{"tz":"UTC","days":["mon",2],"from":"9:00","to":"24:00"} """, "hours.days hours.from hours.to")]
    [InlineData(""" "else":"200" """, "else")]
    [InlineData(""" "else":"+31909123456" """, "else")]
    [InlineData(""" "else":7 """, "else")]
    [InlineData(""" "next":"201" """, "next")]
    [InlineData(""" "next":["1","2","3","4","5","6"] """, "next")]
    [InlineData(""" "next":["201","200"] """, "next[1]")]
    [InlineData(""" "next":["201",{"number":"201"}] """, "next[1].number")]
    [InlineData(""" "next":["sip:201@pbx.example",5,{}] """, "next[0] next[1] next[2].number")]
    [InlineData(""" "next":[{"number":"201","ring_seconds":500}] """, "next[0].ring_seconds")]
    [InlineData(""" "whisper":"" """, "whisper")]
    [InlineData(""" "whisper":["hi"] """, "whisper")]
    [InlineData(""" "whisper":"Call from {callr}." """, "whisper")]
    [InlineData(""" "whisper":"Call {call_id}." """, "whisper")]
    [InlineData(""" "accept_key":1 """, "accept_key")]
    [InlineData(""" "digits":"" """, "digits")]
    [InlineData(""" "digits":"12a" """, "digits")]
    [InlineData(""" "digits":"123456789012345678901234567890123" """, "digits")]
    [InlineData(""" "type":5 """, "type")]
    public void Rules_NameEachFieldByItsPath(string field, string paths) =>
        Assert.Equal(paths.Split(' ').Select(p => $"llm_config.tools[0].destinations[0].{p}"), Problems($$"""{"number":"200","description":"d",{{field}}}""").Select(p => p.Field));

    [Fact]
    public void Rules_LongWhisper_IsRefusedAt501()
    {
        Assert.Empty(Problems($$"""{"number":"200","description":"d","whisper":"{{new string('w', 500)}}"}"""));
        Assert.Single(Problems($$"""{"number":"200","description":"d","whisper":"{{new string('w', 501)}}"}"""));
    }

    [Fact]
    public void Rules_WhisperOfTheProgramsOwn_AndEveryPlaceholder_AreFine() => Assert.All(
        [AssistantTools.DefaultWhisper, string.Concat(AssistantTools.WhisperPlaceholders.Select(n => $"{{{n}}} "))],
        whisper => Assert.Empty(Problems($$"""{"number":"200","description":"d","whisper":"{{whisper}}"}""")));

    [Fact]
    public void Typed_UnchangedDestination_IsWrittenAsItWas()
    {
        var config = Config(Full);

        var again = AssistantTools.WithTyped(config, AssistantTools.ReadTyped(config));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(config), JsonNode.Parse(again.GetRawText())), again.GetRawText());
        Assert.Contains("0.10", again.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_ChangedDestination_KeepsTheKeysNobodyKnows()
    {
        var config = Config(Full);
        var typed = AssistantTools.ReadTyped(config);
        (typed[0].RingSeconds, typed[0].Else, typed[0].Whisper, typed[0].AcceptKey, typed[0].Digits) = (null, null, "Hello", false, null);
        typed[0].Hours!.Days.Add(DayOfWeek.Sunday);
        typed[0].Next.Reverse();
        typed[0].Next[1].RingSeconds = 30;

        var written = AssistantTools.WithTyped(config, typed).GetProperty("tools")[0].GetProperty("destinations")[0];

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"type":"number","x_before":0.10,"number":"200","description":"Sales","message":"One moment.",
             "hours":{"tz":"Europe/Amsterdam","x_in":[1],"days":["mon","fri","sun"],"from":"09:00","to":"17:30"},
             "next":[{"number":"+31612345678","ring_seconds":15,"x_note":"mobile"},{"number":"201","ring_seconds":30}],"whisper":"Hello","x_after":null}
            """), JsonNode.Parse(written.GetRawText())), written.GetRawText());
    }

    [Fact]
    public void Typed_HoursTakenAway_AreGone()
    {
        var typed = AssistantTools.ReadTyped(Config(Full));
        typed[0].Hours = null;

        Assert.Null(Assert.Single(AssistantTools.Read(AssistantTools.WithTyped(Config(Full), typed).GetRawText()).Destinations).Hours);
    }

    [Fact]
    public void WithDestinations_WritesEveryField()
    {
        var read = Read(Full);

        var again = Assert.Single(AssistantTools.Read(AssistantTools.WithDestinations(null, [read]).GetRawText()).Destinations);

        Assert.Equal(read with { Next = [], Hours = null }, again with { Next = [], Hours = null });
        Assert.Equal(read.Next, again.Next);
        Assert.Equal(read.Hours!.Days.Order(), again.Hours!.Days.Order());
        Assert.Equal(read.Hours with { Days = again.Hours.Days }, again.Hours);
    }

    [Fact]
    public void Read_HoursOfAZoneNobodyKnows_AreKept()
    {
        const string Entry = """{"number":"200","description":"d","hours":{"tz":"Europe/Later","days":["mon"],"from":"09:00","to":"17:00"}}""";

        Assert.Equal("Europe/Later", Read(Entry).Hours!.Zone);
    }

    private static string Config(string entry) => $$"""{"model":"m","tools":[{"type":"transfer_call","destinations":[{{entry}}]}]}""";

    private static TransferDestination Read(string entry) => Assert.Single(AssistantTools.Read(Config(entry)).Destinations);

    private static IReadOnlyList<(string Field, string What)> Problems(string entry) =>
        new AssistantRules(new DestinationPolicies()).Problems(new AssistantInput { Name = "Eva", LlmConfig = JsonDocument.Parse(Config(entry)).RootElement });
}
