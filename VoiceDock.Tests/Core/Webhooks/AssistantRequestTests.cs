using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Settings;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>Who answers is asked of a real web server while a real call rings.</summary>
[Trait("Kind", "Integration")]
public sealed class AssistantRequestTests : IAsyncLifetime
{
    private WebhookReceiver _receiver = null!;
    private CallRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _rig = await CallRig.StartAsync(settings: [WebhookReceiver.Allowed]);
        var saved = await _rig.Get<WebhookStore>().SaveAsync(new WebhookInput { Url = _receiver.Url, Secret = "s", Events = [WebhookEvents.AssistantRequest, WebhookEvents.EndOfCallReport] }, CallRig.Operator);
        Assert.True(saved.IsOk, saved.Error?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "not json")]
    [InlineData(200, """{"assistant":{"name":17}}""")]
    [InlineData(200, """{"assistant":{"llm_config":{"tools":[{"type":"transfer_call","destinations":[{"type":"number","number":"sip:x@evil.example","description":"x"}]}]}}}""")]
    [InlineData(200, """{"assistant_id":"0198c000-0000-7000-8000-000000000fff"}""")]
    [InlineData(500, """{"assistant":{"name":"Other"}}""")]
    public async Task Answer_ThatIsEmptyOrCannotBeUsed_IsTheNumbersOwnAssistant(int status, string body)
    {
        Answer(body, status);

        var (_, call) = await _rig.CallInProgressAsync();

        Assert.Equal((_rig.Number.AssistantId, "Front desk"), (call.AssistantId, call.AssistantName));
        var asked = Assert.Single(_receiver.Of(WebhookEvents.AssistantRequest));
        Assert.True(asked.IsSignedWith("s"));
        Assert.Equal("ringing", (string)asked.Message!["call"]!["status"]!);
    }

    [Fact]
    public async Task Assistant_MadeForThisCall_Answers_WithItsDestinationsUnderTheRules()
    {
        Answer("""{"assistant":{"name":"Night desk","max_duration_seconds":600,"llm_config":{"tools":[{"type":"transfer_call","destinations":[{"type":"number","number":"200","description":"Reception"}]}]}}}""");

        var (caller, call) = await _rig.CallInProgressAsync();

        Assert.Equal((null, "Night desk"), (call.AssistantId, call.AssistantName));
        caller.Press('1');
        await _rig.UntilAsync(c => c.Id == call.Id && c.Transfers.Any(t => t.DestinationName == "Reception"));
        caller.HangUp();
        await _receiver.UntilAsync(all => all.Any(r => r.Event == WebhookEvents.EndOfCallReport), "the report goes where the question went");
        Assert.Equal(0, (await _rig.Get<AssistantStore>().ListAsync()).Count(a => a.Name == "Night desk"));
    }

    [Fact]
    public async Task StoredAssistant_WithAnOverride_Answers()
    {
        var other = (await _rig.Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Sales", FirstMessage = "Hello." }, CallRig.Operator)).Value;
        Answer($$"""{"assistant_id":"{{other.Id}}","assistant_override":{"business_name":"For you"},"max_duration_seconds":60}""");

        var (_, call) = await _rig.CallInProgressAsync();

        Assert.Equal((other.Id, "Sales", "For you"), (call.AssistantId, call.AssistantName, call.BusinessName));
    }

    [Fact]
    public async Task Error_IsSaid_AndTheCallIsOver()
    {
        Answer("""{"error":"We are closed."}""");

        var caller = _rig.Pbx.Call(_rig.Console, CallRig.OurNumber, "+442079460123", "Ada Marsh");
        var over = await _rig.UntilAsync(c => !c.State.IsLive());

        Assert.Equal((CallState.Ended, CallEndReasons.Rejected), (over.State, over.End!.Reason));
        Assert.Equal(SipEndKind.RemoteBye, (await caller.Over.WaitAsync(CallRig.Patience)).Kind);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsNotWaitedForLongerThanFiveSeconds()
    {
        var never = new TaskCompletionSource<(int, string)>();
        _receiver.Answer = r => r.Event == WebhookEvents.AssistantRequest ? never.Task : Task.FromResult((200, ""));
        var from = TimeProvider.System.GetTimestamp();

        var (_, call) = await _rig.CallInProgressAsync();

        Assert.Equal("Front desk", call.AssistantName);
        Assert.InRange(TimeProvider.System.GetElapsedTime(from).TotalSeconds, 4.5, 15);
        never.SetResult((200, ""));
    }

    [Fact]
    public async Task Caller_WhoGivesUpWhileItIsAsked_IsGone()
    {
        var never = new TaskCompletionSource<(int, string)>();
        _receiver.Answer = r => r.Event == WebhookEvents.AssistantRequest ? never.Task : Task.FromResult((200, ""));
        var caller = _rig.Pbx.Call(_rig.Console, CallRig.OurNumber, "+442079460123", "Ada Marsh");
        await _receiver.UntilAsync(all => all.Count == 1, "it is asked");

        caller.HangUp();

        var over = await _rig.UntilAsync(c => !c.State.IsLive());
        Assert.Equal(CallEndReasons.CallerBeforeAnswer, over.End);
        Assert.Null(over.AnsweredAt);
        never.SetResult((200, ""));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"assistant":{"name":"Somebody"}}""", true)]
    public async Task NumberWithoutAssistant_IsAnsweredOnlyWhenOneIsNamed(string body, bool isAnswered)
    {
        await _rig.Get<NumberStore>().UpdateAsync(_rig.Number.Id, new NumberPatch { AssistantId = new(null) }, CallRig.Operator);
        Answer(body);

        var caller = _rig.Pbx.Call(_rig.Console, CallRig.OurNumber, "+442079460123", "Ada Marsh");

        if (isAnswered)
        {
            await caller.Answered.WaitAsync(CallRig.Patience);
            Assert.Equal("Somebody", (await _rig.UntilAsync(c => c.State == CallState.InProgress)).AssistantName);
            return;
        }
        var over = await _rig.UntilAsync(c => !c.State.IsLive());
        Assert.Equal((CallState.Rejected, CallEndReasons.Nobody), (over.State, over.End));
        Assert.Equal(480, (await caller.Over.WaitAsync(CallRig.Patience)).StatusCode);
        Assert.Contains(_rig.Get<UnansweredCalls>().Recent, u => u.Cause == "no_assistant");
    }

    private void Answer(string body, int status = 200) => _receiver.Answer = r => Task.FromResult(r.Event == WebhookEvents.AssistantRequest ? (status, body) : (200, ""));
}
