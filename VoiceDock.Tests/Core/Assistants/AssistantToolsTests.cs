using System.Text.Json;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Tests.Core.Assistants;

[Trait("Kind", "Unit")]
public sealed class AssistantToolsTests
{
    private const string Config = """
        {"model":"m-1","temperature":0.10,"tools":[
          {"type":"mcp","url":"https://x.example"},
          {"type":"transferCall","function":{"name":"go"},"destinations":[
            {"type":"number","number":"+31612345678","description":"Sales","message":"One moment."},
            {"type":"number","number":"200","description":"Reception"}]},
          {"type":"endCall"}]}
        """;

    [Fact]
    public void Read_BothSpellings_GivesDestinationsInOrder()
    {
        var tools = AssistantTools.Read(Config);

        Assert.Equal([("+31612345678", "Sales", "One moment."), ("200", "Reception", null)], tools.Destinations.Select(d => (d.Number, d.Description, d.Message)));
        Assert.Equal([DialTargetKind.Number, DialTargetKind.Extension], tools.Destinations.Select(d => d.Target.Kind));
        Assert.True(tools.CanEndCall);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"tools":null}""")]
    [InlineData("""{"tools":[{"type":"transfer_call"}]}""")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[{"number":"a b","description":"x"}]}]}""")]
    public void Read_NothingUsable_IsEmpty(string? config) => Assert.Empty(AssistantTools.Read(config).Destinations);

    [Fact]
    public void WithDestinations_ReplacesThemAndKeepsTheRest()
    {
        Assert.True(DialTarget.TryParse("201", out var target));

        var changed = AssistantTools.WithDestinations(Config, [new TransferDestination(target, "Büro", "")]);

        Assert.Equal("0.10", changed.GetProperty("temperature").GetRawText());
        Assert.Equal(["mcp", "endCall", "transferCall"], changed.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("type").GetString()));
        var transfer = changed.GetProperty("tools")[2];
        Assert.Equal("go", transfer.GetProperty("function").GetProperty("name").GetString());
        Assert.Equal("""[{"type":"number","number":"201","description":"Büro"}]""", transfer.GetProperty("destinations").GetRawText());
        Assert.Equal("201", Assert.Single(AssistantTools.Read(changed.GetRawText()).Destinations).Number);
    }

    [Fact]
    public void WithDestinations_NoneLeft_RemovesTheTool()
    {
        var changed = AssistantTools.WithDestinations(Config, []);

        Assert.DoesNotContain("transfer", changed.GetRawText());
        Assert.True(AssistantTools.Read(changed.GetRawText()).CanEndCall);
        Assert.Equal("""{"tools":[]}""", AssistantTools.WithDestinations(null, []).GetRawText());
    }

    [Theory]
    [InlineData("""{"model":"a","tools":[1]}""", """{"tools":[2],"x":null}""", """{"model":"a","tools":[2],"x":null}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":3}}""", """{"a":{"b":3}}""")]
    [InlineData(null, """{"a":1.0}""", """{"a":1.0}""")]
    [InlineData("""{"a":1}""", "{}", """{"a":1}""")]
    public void Merge_OneLevel_SentKeysReplaceOthersStay(string? stored, string sent, string expected) =>
        Assert.Equal(expected, JsonText.Merge(JsonText.Parse(stored), JsonText.Parse(sent))!.Value.GetRawText());

    [Fact]
    public void Merge_Null_Clears() => Assert.Null(JsonText.Merge(JsonText.Parse("""{"a":1}"""), null));

    [Theory]
    [InlineData("""{"tools":{}}""", "llm_config.tools")]
    [InlineData("""{"tools":["x"]}""", "llm_config.tools[0]")]
    [InlineData("""{"tools":[{"type":"transfer_call"}]}""", "llm_config.tools[0].destinations")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[]}]}""", "llm_config.tools[0].destinations")]
    [InlineData("""{"tools":[{"type":"x"},{"type":"transfer_call","destinations":["200"]}]}""", "llm_config.tools[1].destinations[0]")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[{"type":"sip","number":"200","description":"d"}]}]}""", "llm_config.tools[0].destinations[0].type")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[{"type":"number","description":"d"}]}]}""", "llm_config.tools[0].destinations[0].number")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[{"number":"sip:200@x","description":"d"}]}]}""", "llm_config.tools[0].destinations[0].number")]
    [InlineData("""{"tools":[{"type":"transfer_call","destinations":[{"number":"+31909123456","description":"d"}]}]}""", "llm_config.tools[0].destinations[0].number")]
    [InlineData("""{"tools":[{"type":"transferCall","destinations":[{"number":"200"}]}]}""", "llm_config.tools[0].destinations[0].description")]
    [InlineData("""{"tools":[{"type":"transferCall","destinations":[{"number":"200","description":"d","message":1}]}]}""", "llm_config.tools[0].destinations[0].message")]
    public void Rules_BadTool_IsNamedWithItsPath(string config, string field)
    {
        var problems = new AssistantRules(new DestinationPolicies()).Problems(new AssistantInput { Name = "Eva", LlmConfig = JsonText.Parse(config) });

        Assert.Equal(field, Assert.Single(problems).Field);
    }

    [Fact]
    public void Rules_LimitsOfATool_Hold()
    {
        Assert.Empty(Problems(50, 500, 1000));
        Assert.Single(Problems(51, 1, 0));
        Assert.Single(Problems(1, 501, 0));
        Assert.Single(Problems(1, 1, 1001));
    }

    private static IReadOnlyList<(string Field, string What)> Problems(int destinations, int description, int message)
    {
        var entry = new { type = "number", number = "200", description = new string('d', description), message = new string('m', message) };
        var config = JsonSerializer.SerializeToElement(new { tools = new[] { new { type = "transfer_call", destinations = Enumerable.Repeat(entry, destinations) } } });
        return new AssistantRules(new DestinationPolicies()).Problems(new AssistantInput { Name = "Eva", LlmConfig = config });
    }
}
