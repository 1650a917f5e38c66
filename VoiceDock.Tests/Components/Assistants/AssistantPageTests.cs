using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Assistants;

namespace VoiceDock.Tests.Components.Assistants;

[Trait("Kind", "Component")]
public sealed class AssistantPageTests : RoomsContext
{
    [Fact]
    public async Task MovedDestination_TakesTheOthersKey()
    {
        var assistant = await MakeAsync(("Sales", "201"), ("Support", "202"));
        var page = Render<AssistantPage>(p => p.Add(a => a.Id, assistant.Id));

        page.Find("[aria-label='Move Support up']").Click();
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(["Support", "Sales"], Stored(assistant.Id)));
        Assert.Equal(["1", "2"], page.FindAll(".destinations kbd").Select(k => k.TextContent));
    }

    [Fact]
    public async Task DestinationThatCannotBe_IsSaidAtItsOwnField()
    {
        var assistant = await MakeAsync(("Sales", "201"));
        var page = Render<AssistantPage>(p => p.Add(a => a.Id, assistant.Id));
        page.FindAll("button").Single(b => b.TextContent.Contains("Add destination", StringComparison.Ordinal)).Click();
        Fields(page, "Number or extension")[1].Input("two hundred");

        await page.Find("form").SubmitAsync();

        Assert.Null(ProblemOf(Fields(page, "Number or extension")[0]));
        Assert.Equal("Number or extension must be a number in the form +31612345678, or an extension.", ProblemOf(Fields(page, "Number or extension")[1]));
        Assert.Equal("Who is there is required.", ProblemOf(Fields(page, "Who is there")[1]));
        Assert.Equal(["Sales"], Stored(assistant.Id));
    }

    [Fact]
    public async Task Rehearsal_ShowsWhatTheTrunkWouldDial()
    {
        await MakeTrunkAsync(); // freepbx: E.164 without the plus
        var assistant = await MakeAsync(("Sales", "+31612345678"), ("Yard", "7"));

        var page = Render<AssistantPage>(p => p.Add(a => a.Id, assistant.Id));

        Assert.Equal(["Dials 31612345678 on Office PBX", "Extension 7 does not fit the pattern [0-9]{2,6} of trunk 'Office PBX'. An outside number is written with + and its country code."], page.FindAll(".said").Select(s => s.TextContent));
    }

    private async Task<Assistant> MakeAsync(params (string Name, string Number)[] destinations) => (await Assistants.CreateAsync(
        new AssistantInput
        {
            Name = "Front desk",
            LlmConfig = AssistantTools.WithTyped(null, [.. destinations.Select(d => new DestinationInput { Number = d.Number, Description = d.Name })]),
        },
        TrunkSamples.Ann)).Value;

    private IEnumerable<string> Stored(Guid id) => Services.GetRequiredService<AssistantDirectory>().Find(id)!.Destinations.Select(d => d.Description);

    private static IReadOnlyList<IElement> Fields(IRenderedComponent<AssistantPage> page, string label) =>
        [.. page.FindAll(".field > label").Where(l => l.TextContent == label).Select(l => page.Find($"[id=\"{l.GetAttribute("for")}\"]"))];

    private static string? ProblemOf(IElement field) => field.Closest(".field")?.QuerySelector(".problem")?.TextContent;
}
