using AngleSharp.Dom;
using Bunit;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

[Trait("Kind", "Component")]
public sealed class NumberRehearsalTests : RoomsContext
{
    private readonly TrunkInput _input = TrunkInput.From(TrunkPresets.FreePbx);

    public NumberRehearsalTests() => (_input.Name, _input.Host) = ("Office", "192.0.2.7");

    [Fact]
    public void Table_ShowsEveryRule_WithTheTrunksOwnMarked()
    {
        (_input.NumberCountry, _input.NumberPrefix) = ("NL", "9");
        var page = Open();

        Assert.Equal(["9+31612345678", "9+31612345678", "931612345678", "90031612345678", "90612345678"], Dialled(page));
        Assert.Contains("without +", page.Find("tr.current").TextContent, StringComparison.Ordinal);
        Assert.Contains("931612345678", page.Find(".fold").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_Chosen_IsTheForms()
    {
        var page = Open();

        page.FindAll("input[type=radio]")[3].Change(true);

        Assert.Equal("e164_00", _input.NumberFormat);
        Assert.Contains("with 00", page.Find("tr.current").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void NationalWithoutCountry_SaysWhatToDo_AndTheOthersStillShow()
    {
        var page = Open();

        Assert.Equal("Needs the country, under Advanced.", page.Find(".problem").TextContent);
        Assert.Equal(4, Dialled(page).Count);
    }

    [Theory]
    [InlineData("200", true, "200")]
    [InlineData("200", false, "Extensions are off on this trunk: allow them under Advanced, or enter a full number with +.")]
    [InlineData("0612345678", true, "0612345678 does not fit the pattern [0-9]{2,6}. An outside number is written with + and its country code.")]
    public void Extension_IsTheSameUnderEveryRule_OrSaysWhyNot(string typed, bool allowed, string shown)
    {
        _input.AllowExtensions = allowed;
        var page = Open();

        Type(page, 0, typed);

        Assert.All(page.FindAll("tbody tr").Take(5), r => Assert.Equal(shown, r.QuerySelector("td")!.TextContent));
    }

    [Fact]
    public void NoDestination_IsSaid_AndNothingCanBeAsked()
    {
        var page = Open();

        Type(page, 0, "hello there");

        Assert.Contains("Enter a number in the form", page.Find(".said").TextContent, StringComparison.Ordinal);
        Assert.True(Ask(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Invite_IsAskedForTheFormAsTyped_AndGoesWhenSomethingElseIsTyped()
    {
        _input.NumberPrefix = "9";
        var page = Open();
        Ask(page).Click();

        page.WaitForAssertion(() => Assert.StartsWith("INVITE sip:x", page.Find("pre").TextContent, StringComparison.Ordinal));
        var wish = Assert.Single(Rehearsal.Asked);
        Assert.Equal(("9", "+31612345678", "+442079460123", "+31201234567"), (wish.Trunk.NumberPrefix, wish.Destination, wish.CallerNumber, wish.OurNumber));

        Type(page, 0, "200");
        Assert.Empty(page.FindAll("pre"));
    }

    [Fact]
    public void Refusal_IsShownWithItsWordsAndWithoutAnInvite()
    {
        Rehearsal.Answer = _ => new DialRehearsal([new(DialStep.Target, DialVerdict.Refused, "dns_failed", "pbx.example.com has no address.", "Check the host.")]);
        var page = Open();

        Ask(page).Click();

        page.WaitForAssertion(() => Assert.Equal("Refused: pbx.example.com has no address. Check the host.", page.Find(".result li > span").TextContent));
        Assert.Contains("Nothing would be sent.", page.Find(".result").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void UnfinishedForm_NamesTheFields()
    {
        _input.Host = null;
        var page = Open();

        Ask(page).Click();

        page.WaitForAssertion(() => Assert.Contains("host: is required", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(Rehearsal.Asked);
    }

    [Fact]
    public void CallerThatIsNoNumber_IsToldSo_AndAnEmptyOneIsWithheld()
    {
        var page = Open();
        Type(page, 1, "reception");
        Ask(page).Click();
        Assert.Contains("+442079460123", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        Type(page, 1, "");
        Ask(page).Click();

        page.WaitForAssertion(() => Assert.Null(Assert.Single(Rehearsal.Asked).CallerNumber));
    }

    private IRenderedComponent<NumberRehearsal> Open()
    {
        var page = Render<NumberRehearsal>(p => p.Add(r => r.Input, _input).Add(r => r.Preset, TrunkPresets.FreePbx));
        page.Find("button.fold").Click();
        return page;
    }

    private static List<string> Dialled(IRenderedComponent<NumberRehearsal> page) =>
        [.. page.FindAll("tbody tr:not(.rest) td .num").Select(n => n.TextContent)];

    private static void Type(IRenderedComponent<NumberRehearsal> page, int index, string text) => page.FindAll(".typed input")[index].Input(text);

    private static IElement Ask(IRenderedComponent<NumberRehearsal> page) => page.Find(".ask button");
}
