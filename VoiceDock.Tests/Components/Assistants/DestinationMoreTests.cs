using AngleSharp.Dom;
using Bunit;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Assistants;

namespace VoiceDock.Tests.Components.Assistants;

/// <summary>The folded part of a destination on the assistant's page.</summary>
[Trait("Kind", "Component")]
public sealed class DestinationMoreTests : RoomsContext
{
    private const string Known = """
        {"number":"200","description":"Sales","x_keep":1,"ring_seconds":20,"hours":{"tz":"Europe/Amsterdam","days":["mon","tue","wed","thu","fri"],"from":"09:00","to":"17:30"},
         "else":"300","next":["201",{"number":"202","ring_seconds":9,"x_note":"loud"}],"whisper":"Call from {caller}.","accept_key":true,"digits":"12#"}
        """;

    [Fact]
    public async Task Folded_SaysWhatIsSet_AndOpensToShowIt()
    {
        var page = await ShowAsync(Known);

        Assert.Equal("Sales: Rings 20 s, then 201, 202 · Mon–Fri 09:00–17:30 Amsterdam, closed: 300 · sends 12# · whispers · asks for 1", Fold(page).TextContent.Trim());
        Assert.Equal("false", Fold(page).GetAttribute("aria-expanded"));
        Fold(page).Click();

        Assert.Equal("true", Fold(page).GetAttribute("aria-expanded"));
        Assert.Equal("20", Field(page, "Ring time").GetAttribute("value"));
        Assert.Equal("Europe/Amsterdam", Field(page, "Time zone").GetAttribute("value"));
        Assert.Equal(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], page.FindAll(".toggles input").Where(i => i.HasAttribute("checked")).Select(i => i.GetAttribute("aria-label")));
        Assert.Equal(["201", "202"], page.FindAll(".next input[type=text]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public async Task EveryField_IsSaved()
    {
        var page = await ShowAsync("""{"number":"200","description":"Sales","x_keep":1}""");
        Fold(page).Click();
        Field(page, "Ring time").Change("25");
        Field(page, "Extension digits").Input(",7#");
        Only(page).Change(true);
        page.Find("[aria-label=Saturday]").Change(true);
        page.Find("[aria-label=Monday]").Change(false);
        Field(page, "From").Change("22:00");
        Field(page, "To").Change("02:00");
        Field(page, "Time zone").Input("lisbon");
        Field(page, "Outside these hours call").Input("+31 20 123 4567");
        Add(page);
        Field(page, "Next number 1").Input("201");
        Add(page);
        Field(page, "Next number 2").Input("202");
        Field(page, "Ring time 2").Change("9");
        page.Find("[aria-label='Try 202 earlier']").Click();
        Field(page, "Whisper").Input("Call from {caller}.");
        page.FindAll("label.check").Single(l => l.TextContent == "Must press 1 to take the call").QuerySelector("input")!.Change(true);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal("Sales: Rings 25 s, then 202, 201 · Tue–Sat 22:00–02:00 Lisbon, closed: +31 20 123 4567 · sends ,7# · whispers · asks for 1", Fold(page).TextContent.Trim()));
        var stored = Assert.Single((await Assistants.FindAsync(_id))!.Destinations);
        Assert.Equal((25, ",7#", "+31201234567", "Call from {caller}.", true), (stored.RingSeconds, stored.Digits, stored.Else!.Value, stored.Whisper, stored.AcceptKey));
        Assert.Equal(("Europe/Lisbon", new TimeOnly(22, 0), new TimeOnly(2, 0)), (stored.Hours!.Zone, stored.Hours.From, stored.Hours.To));
        Assert.Equal([("202", 9), ("201", null)], stored.Next.Select(n => (n.Target.Value, n.RingSeconds)));
        Assert.Contains("x_keep", (await Assistants.FindAsync(_id))!.LlmConfig!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBe_OpensTheFold_AndStandsAtItsField()
    {
        var page = await ShowAsync("""{"number":"200","description":"Sales"}""");
        Fold(page).Click();
        Field(page, "Ring time").Change("3");
        Field(page, "Extension digits").Input("call me");
        Only(page).Change(true);
        foreach (var day in page.FindAll(".toggles input").Select(i => i.GetAttribute("aria-label")).ToList()) page.Find($"[aria-label={day}]").Change(false);
        Field(page, "From").Change("");
        Field(page, "Time zone").Input("Atlantis");
        Field(page, "Outside these hours call").Input("200");
        Add(page);
        Add(page);
        Field(page, "Next number 2").Input("200");
        Fold(page).Click();

        await page.Find("form").SubmitAsync();

        Assert.Equal("true", Fold(page).GetAttribute("aria-expanded"));
        Assert.Contains("Needs another look", Fold(page).TextContent, StringComparison.Ordinal);
        Assert.Equal("Ring time must be a whole number of seconds between 5 and 120.", ProblemOf(page, "Ring time"));
        Assert.StartsWith("Extension digits may have the keys", ProblemOf(page, "Extension digits"), StringComparison.Ordinal);
        Assert.StartsWith("Days must be a list of 1 to 7", page.Find(".pick .problem").TextContent, StringComparison.Ordinal);
        Assert.Equal("From is required.", ProblemOf(page, "From"));
        Assert.StartsWith("Time zone must be a time zone", ProblemOf(page, "Time zone"), StringComparison.Ordinal);
        Assert.Equal("Outside these hours call must differ from the destination's own number.", ProblemOf(page, "Outside these hours call"));
        Assert.Equal("Next number 1 is required.", ProblemOf(page, "Next number 1"));
        Assert.Equal("Next number 2 must differ from the destination's own number.", ProblemOf(page, "Next number 2"));
        Field(page, "Time zone").Input("Europe/Lisbon");
        Assert.Null(ProblemOf(page, "Time zone"));
    }

    [Fact]
    public async Task Hours_SwitchedOffAndOn_ComeBackAsTheyWere()
    {
        var page = await ShowAsync(Known);
        Fold(page).Click();
        Only(page).Change(false);
        Assert.Empty(page.FindAll(".toggles"));

        Only(page).Change(true);

        Assert.Equal("17:30", Field(page, "To").GetAttribute("value"));
    }

    [Fact]
    public async Task NextList_EndsAtFive_AndHasNoWayBeyondItsEnds()
    {
        var page = await ShowAsync("""{"number":"200","description":"Sales","next":["1","2","3","4"]}""");
        Fold(page).Click();
        Add(page);

        Assert.True(AddButton(page).HasAttribute("disabled"));
        Assert.True(page.Find("[aria-label='Try 1 earlier']").HasAttribute("disabled"));
        Assert.True(page.Find("[aria-label='Try number 5 later']").HasAttribute("disabled"));
        page.Find("[aria-label='Do not try 3']").Click();
        Assert.False(AddButton(page).HasAttribute("disabled"));
        Assert.Equal(["1", "2", "4", ""], page.FindAll(".next input[type=text]").Select(i => i.GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task WhatAReferCannotDo_IsSaid_WhereTheTrunkHandsCallsOverByRefer()
    {
        var trunk = await MakeTrunkAsync();
        var page = await ShowAsync(Known);
        Assert.Empty(page.FindAll(".vain"));

        await Trunks.UpdateAsync(trunk.Id, new TrunkPatch { TransferMethod = "refer" }, TrunkSamples.Ann);
        page = Render<AssistantPage>(p => p.Add(a => a.Id, _id));

        Assert.Equal("Office PBX hands calls over by REFER: whisper, key and digits are not used there.", page.Find(".vain").TextContent);
    }

    private Guid _id;

    private async Task<IRenderedComponent<AssistantPage>> ShowAsync(string destination)
    {
        var config = JsonText.Parse($$"""{"tools":[{"type":"transfer_call","destinations":[{{destination}}]}]}""");
        _id = (await Assistants.CreateAsync(new AssistantInput { Name = "Front desk", LlmConfig = config }, TrunkSamples.Ann)).Value.Id;
        return Render<AssistantPage>(p => p.Add(a => a.Id, _id));
    }

    private static IElement Fold(IRenderedComponent<AssistantPage> page) => page.Find(".more-of > button");

    private static IElement Only(IRenderedComponent<AssistantPage> page) => page.FindAll("label.check").Single(l => l.TextContent == "Only at certain hours").QuerySelector("input")!;

    private static IElement AddButton(IRenderedComponent<AssistantPage> page) => page.FindAll("button").Single(b => b.TextContent.Contains("Add next", StringComparison.Ordinal));

    private static void Add(IRenderedComponent<AssistantPage> page) => AddButton(page).Click();

    private static IElement Field(IRenderedComponent<AssistantPage> page, string label) =>
        page.Find($"[id=\"{page.FindAll(".field > label").Single(l => l.TextContent.Replace(" optional", "", StringComparison.Ordinal) == label).GetAttribute("for")}\"]");

    private static string? ProblemOf(IRenderedComponent<AssistantPage> page, string label) => Field(page, label).Closest(".field")!.QuerySelector(".problem")?.TextContent;
}
