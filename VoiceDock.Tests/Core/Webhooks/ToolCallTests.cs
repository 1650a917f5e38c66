using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Webhooks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>Tools that a real web server answers, or does not.</summary>
[Trait("Kind", "Integration")]
public sealed class ToolCallTests : IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc);

    private DeliveryRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await DeliveryRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(200, """{"results":[{"tool_call_id":"other","result":"no"},{"tool_call_id":"call_1","result":"Tuesday"}]}""", "Tuesday")]
    [InlineData(200, """{"results":[{"tool_call_id":"call_1","error":"no such day"}]}""", """{"error":"no such day"}""")]
    [InlineData(200, """{"results":[]}""", """{"error":"The tool did not answer this call."}""")]
    [InlineData(200, """{"result":{"day":"Tuesday"}}""", """{"day":"Tuesday"}""")]
    [InlineData(200, """{"day":"Tuesday"}""", """{"day":"Tuesday"}""")]
    [InlineData(200, """{"error":"closed"}""", """{"error":"closed"}""")]
    [InlineData(200, "", "{}")]
    [InlineData(200, "<html>", """{"error":"The tool's answer is no JSON, or longer than 64 KB."}""")]
    [InlineData(500, """{"result":"x"}""", """{"error":"It answered 500."}""")]
    public async Task Answer_IsToldToTheModel(int status, string body, string told)
    {
        _rig.Receiver.Answer = _ => Task.FromResult((status, body));

        var result = System.Text.RegularExpressions.Regex.Unescape(await CallAsync(new Assistant()));

        Assert.Equal(told, result);
        var call = Assert.Single(_rig.Receiver.Of(WebhookEvents.ToolCalls)).Message!["tool_call_list"]![0]!;
        Assert.Equal(("call_1", "book", "Monday"), ((string)call["id"]!, (string)call["function"]!["name"]!, (string)call["function"]!["arguments"]!["day"]!));
    }

    [Fact]
    public async Task Tool_WithAnAddressOfItsOwn_IsCalledThere()
    {
        await using var own = await WebhookReceiver.StartAsync();
        own.Answer = _ => Task.FromResult((200, """{"result":"mine"}"""));
        var config = $$"""{"tools":[{"type":"function","function":{"name":"book"},"url":"{{own.Url}}"}]}""";

        Assert.Equal("mine", await CallAsync(new Assistant { LlmConfig = config }));
        Assert.Empty(_rig.Receiver.Received);
    }

    [Fact]
    public async Task Tool_WithoutAnyAddress_IsTold()
    {
        await _rig.SetAddressAsync(null);

        Assert.Equal("""{"error":"This tool has no address to call."}""", await CallAsync(new Assistant()));
    }

    [Fact]
    public async Task Tool_ThatDoesNotAnswer_IsToldAfterTenSeconds()
    {
        var never = new TaskCompletionSource<(int, string)>();
        _rig.Receiver.Answer = _ => never.Task;
        var result = CallAsync(new Assistant());
        await _rig.Receiver.UntilAsync(all => all.Count == 1, "it is called");

        _rig.Time.Advance(TimeSpan.FromSeconds(10.1));

        Assert.Equal("""{"error":"There was no whole answer within 10 seconds."}""", await result.WaitAsync(CallRig.Patience));
        Assert.Single(_rig.Receiver.Received);
        never.SetResult((200, ""));
    }

    private Task<string> CallAsync(Assistant assistant) =>
        _rig.Get<ICallTools>().CallAsync(TestCalls.New(At), assistant, new ToolCall("call_1", "book", """{"day":"Monday"}"""), CancellationToken.None);
}
