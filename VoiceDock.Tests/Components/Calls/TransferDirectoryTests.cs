using System.Globalization;
using System.Text.Json;
using Bunit;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;
using VoiceDock.Web.Calls.Live;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>The transfer form as a directory of the assistant's destinations as they stand now.</summary>
[Trait("Kind", "Component")]
public sealed class TransferDirectoryTests : CallsContext
{
    private static readonly DateTime Now = DateTime.UtcNow;

    // Open on one day that is neither today nor tomorrow.
    private static readonly string Day = Now.AddDays(3).ToString("ddd", CultureInfo.InvariantCulture);

    [Fact]
    public void Rows_SayWhetherTheDestinationCanBeReachedAndHowTheLastTransferWent()
    {
        Store(Earlier("200", Now.AddHours(-2), busy: true), Earlier("200", Now.AddHours(-1), busy: false), Earlier("201", Now.AddMinutes(-5), busy: true));
        Get<TrunkLights>().NoteAnswer(Trunk, 200, "It answered.");
        Feed.Publish(TestCalls.New(Now).WithTransfer(TransferState.Connected, Now, t => t with { Destination = "300" }));

        var form = Open(out _);

        Assert.Equal(["Up", "Up", "Up", "Up"], form.FindAll(".entries .light").Select(l => l.TextContent));
        form.WaitForAssertion(() => Assert.Equal(["Answered", "Busy", "", ""], form.FindAll(".entries .last").Select(l => l.QuerySelector("span:not(.offscreen)")?.TextContent ?? "")));
        Assert.Equal(["", "", $"closed, opens {Day} 09:00", $"closed, opens {Day} 09:00"], form.FindAll(".entries .now").Select(n => n.QuerySelector(".hours")?.TextContent ?? ""));
        Assert.Equal("on a call", Row(form, "Dispensary").QuerySelector(".taken")!.TextContent);
        Assert.Single(form.FindAll(".taken"));
    }

    [Fact]
    public void Light_ThatChangesWhileTheFormIsOpen_IsShown()
    {
        var form = Open(out _);
        Assert.Equal("Not checked", form.Find(".entries .light").TextContent);

        Get<TrunkLights>().NoteAnswer(Trunk, 200, "It answered.");

        form.WaitForAssertion(() => Assert.Equal("Up", form.Find(".entries .light").TextContent));
    }

    [Fact]
    public void Closed_WithNobodyInItsPlace_IsRungOnlyWhenAskedTo()
    {
        var form = Open(out var line);
        Choose(form, "Dispensary");

        form.WaitForAssertion(() => Assert.Contains($"Dispensary is closed until {Day} 09:00 (UTC). It is not rung.", form.Find(".alert").TextContent, StringComparison.Ordinal));
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        form.Find(".anyway input").Change(true);
        form.WaitForAssertion(() => Assert.Contains("It is rung all the same.", form.Find(".alert").TextContent, StringComparison.Ordinal));
        Assert.Equal("Transfer to 300", form.Find("button[type=submit]").TextContent.Trim());

        form.Find("form").Submit();

        form.WaitForState(() => line.Dialled.Count == 1);
        Assert.Equal("300", Feed.Live.Single().Transfers.Single().Dialled);
    }

    [Fact]
    public void Closed_WithSomebodyInItsPlace_RingsThem()
    {
        var form = Open(out var line);
        Choose(form, "Workshop");

        form.WaitForAssertion(() => Assert.Contains("200 is rung instead.", form.Find(".alert").TextContent, StringComparison.Ordinal));
        form.WaitForAssertion(() => Assert.Contains("200 is dialled over Office PBX", form.Find(".rehearsal").TextContent, StringComparison.Ordinal));
        Assert.Equal("Transfer to 200", form.Find("button[type=submit]").TextContent.Trim());
        form.Find("form").Submit();

        form.WaitForState(() => line.Dialled.Count == 1);
        Assert.Equal("200", Feed.Live.Single().Transfers.Single().Dialled);
    }

    [Fact]
    public void Closed_TypedAsANumber_IsTheSameDestination()
    {
        var form = Open(out _);

        form.Find("input.input").Change("300");

        form.WaitForAssertion(() => Assert.Contains("Dispensary is closed", form.Find(".alert").TextContent, StringComparison.Ordinal));
        form.Find("input.input").Change("999");
        form.WaitForAssertion(() => Assert.Empty(form.FindAll(".alert")));
    }

    [Fact]
    public async Task Search_ShowsWhatMatchesAndChoosesTheFirst_AndNothingWhenNothingDoes()
    {
        var form = Open(out _);

        await SearchAsync(form, "sal");
        form.WaitForAssertion(() => Assert.Equal(["Sales"], form.FindAll(".name").Select(n => n.TextContent)));
        Assert.Equal("Transfer to 201", form.Find("button[type=submit]").TextContent.Trim());

        await SearchAsync(form, "nobody");
        form.WaitForAssertion(() => Assert.Equal("No destination matches “nobody”.", form.Find(".none").TextContent));
        form.Find("form").Submit();
        Assert.StartsWith("Choose a destination", form.WaitForElement(".problem").TextContent, StringComparison.Ordinal);

        await SearchAsync(form, "");
        form.WaitForAssertion(() => Assert.Equal(4, form.FindAll(".name").Count));
    }

    [Fact]
    public void Rehearsal_FollowsTheChoiceAndSaysWhatIsRefused()
    {
        var form = Open(out _);
        form.WaitForAssertion(() => Assert.Contains("200 is dialled over Office PBX for +31612345678.", form.Find(".rehearsal").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("INVITE", form.Find(".rehearsal").TextContent, StringComparison.Ordinal);

        Choose(form, "Sales");
        form.WaitForAssertion(() => Assert.Contains("Rings 20 s, then 200. 201 is dialled", Text(form.Find(".rehearsal")), StringComparison.Ordinal));

        form.Find("input.input").Change("666");
        form.WaitForAssertion(() => Assert.Contains("666 may not be called. Allow it first.", Text(form.Find(".rehearsal.down")), StringComparison.Ordinal));
    }

    // On the page's own turn: what it still loads draws it anew, and takes a field found before with it.
    private static Task SearchAsync(IRenderedComponent<LiveCallsPage> form, string text) => form.InvokeAsync(() => form.Find("input[type=search]").InputAsync(text));

    private IRenderedComponent<LiveCallsPage> Open(out FakeLine line)
    {
        var hours = $$"""{"tz":"UTC","days":["{{Day.ToLowerInvariant()}}"],"from":"09:00","to":"17:30"}""";
        var tools = JsonSerializer.Deserialize<JsonElement>($$"""
            {"tools":[{"type":"transfer_call","destinations":[
              {"type":"number","number":"200","description":"Front desk"},
              {"type":"number","number":"201","description":"Sales","ring_seconds":20,"next":["200"]},
              {"type":"number","number":"300","description":"Dispensary","hours":{{hours}}},
              {"type":"number","number":"301","description":"Workshop","hours":{{hours}},"else":"200"}]}]}
            """);
        var changed = Get<AssistantStore>().UpdateAsync(Assistant.Id, new AssistantPatch { LlmConfig = tools }, TestCalls.Ann).GetAwaiter().GetResult();
        Assert.True(changed.IsOk, string.Join(" ", changed.Error?.Details ?? []));
        line = Call();
        var page = Render<LiveCallsPage>();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll(".go"), b => !b.HasAttribute("disabled")));
        page.FindAll(".go").Single(b => !b.HasAttribute("disabled")).Click();
        page.WaitForElement("form.transfer");
        return page;
    }

    private CallView Earlier(string destination, DateTime at, bool busy)
    {
        var call = TestCalls.New(at.AddMinutes(-1)).WithTransfer(TransferState.Dialing, at, t => t with { Destination = destination, TrunkId = Trunk.Id });
        call = busy ? call.WithBusy(at.AddSeconds(2)) : call.WithTransfer(TransferState.Connected, at.AddSeconds(2)).WithTransfer(TransferState.Completed, at.AddSeconds(30));
        return call.Over(CallEndReasons.Caller, at.AddSeconds(40));
    }

    private static void Choose(IRenderedComponent<LiveCallsPage> form, string name) => Row(form, name).QuerySelector("input")!.Change(true);

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<LiveCallsPage> form, string name) =>
        form.FindAll(".entries .choice").Single(r => r.QuerySelector(".name")!.TextContent == name);

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
