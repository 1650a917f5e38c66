using AngleSharp.Dom;
using Bunit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

/// <summary>Method and headers in the form of a trunk.</summary>
[Trait("Kind", "Component")]
public sealed class HeaderRowsTests : RoomsContext
{
    private int _saves;
    private Error? _refusal;

    [Fact]
    public void NewTrunk_StartsWithTheSummaryOfItsPreset_WhichCanBeRemoved()
    {
        var input = Office();
        var editor = Open(input);
        Assert.Equal(["X-Summary", "{summary}"], Inputs(editor).Select(i => i.GetAttribute("value")));

        editor.Find("button[aria-label='Remove X-Summary']").Click();
        editor.Find("form").Submit();

        Assert.Equal((1, 0), (_saves, input.Headers!.Count));
        Assert.Empty(editor.FindAll(".headers li"));
    }

    [Fact]
    public void AddedRows_AreHeadersInTheirOrder_AndAnEmptyOneIsNone()
    {
        var input = Office();
        var editor = Open(input);
        Add(editor, "X-Call-Id", " {call_id} ");
        Button(editor, "Add header").Click();
        Add(editor, "User-to-User", "{caller}", row: 3);

        editor.Find("form").Submit();

        Assert.Equal([new("X-Summary", "{summary}"), new("X-Call-Id", "{call_id}"), new("User-to-User", "{caller}")], input.Headers!);
        Assert.Equal(1, _saves);
    }

    [Fact]
    public void Problem_StandsAtItsRow_AndGoesWhenItIsRepaired()
    {
        var editor = Open(Office());
        Add(editor, "Via", "{colour}");

        Assert.Equal("The name must begin with X- or P-, or be Diversion, History-Info or User-to-User.", ProblemAt(editor, 1, "name"));
        Assert.StartsWith("The value has an unknown placeholder {colour}; known are {caller},", ProblemAt(editor, 1, "value"), StringComparison.Ordinal);
        Assert.Null(ProblemAt(editor, 0, "name"));
        Assert.Equal("true", Input(editor, 1, "name").GetAttribute("aria-invalid"));
        editor.Find("form").Submit();
        Assert.Equal(0, _saves);

        Set(editor, 1, "name", "X-Via");
        Set(editor, 1, "value", "{caller}");

        Assert.Empty(editor.FindAll(".headers .problem"));
        Assert.Empty(editor.FindAll("[role=alert]"));
    }

    [Fact]
    public void RowRemoved_TakesItsProblemAlong_AndTheNextKeepsItsOwn()
    {
        var editor = Open(Office());
        Add(editor, "Via", "1");
        Add(editor, "X-Two", "{two}", row: 2);

        editor.Find("button[aria-label='Remove Via']").Click();

        Assert.Null(ProblemAt(editor, 1, "name"));
        Assert.StartsWith("The value has an unknown placeholder {two}", ProblemAt(editor, 1, "value"), StringComparison.Ordinal);
    }

    [Fact]
    public void RowHalfTyped_IsNotComplainedAbout_UntilItsEndIsLeft()
    {
        var editor = Open(Office());
        Button(editor, "Add header").Click();

        Set(editor, 1, "name", "X-Who");
        Assert.Empty(editor.FindAll(".headers .problem"));

        Input(editor, 1, "value").Blur();
        Assert.Equal("The value is required.", ProblemAt(editor, 1, "value"));
    }

    [Fact]
    public void RefusalFromElsewhere_StandsAtTheRow_AndOpensTheFold()
    {
        _refusal = Error.Validation([("headers[0].value", "is not taken today")]);
        var editor = Open(Office(), isOpen: false);

        editor.Find("form").Submit();

        editor.WaitForAssertion(() => Assert.Equal("The value is not taken today.", ProblemAt(editor, 0, "value")));
    }

    [Fact]
    public void ProblemBehindTheFold_OpensIt()
    {
        var input = Office();
        input.Headers = [new("Via", "1")];
        var editor = Open(input, isOpen: false);

        editor.Find("form").Submit();

        Assert.NotNull(ProblemAt(editor, 0, "name"));
    }

    [Fact]
    public void MoreThanTen_CannotBeAdded()
    {
        var input = Office();
        input.Headers = [.. Enumerable.Range(0, TrunkHeaderRules.MostHeaders).Select(i => new TrunkHeader($"X-{i}", "1"))];

        Assert.True(Button(Open(input), "Add header").HasAttribute("disabled"));
    }

    [Fact]
    public void Method_IsThePresets_UntilAnotherIsChosen()
    {
        var input = Office();
        (input.Provider, input.TransferMethod) = ("twilio", null);
        var editor = Open(input);
        Assert.Equal("bridge", Chosen(editor));

        editor.Find(".method input[value=refer]").Change(true);

        Assert.Equal(("refer", "refer"), (input.TransferMethod, Chosen(editor)));
        Assert.All(editor.FindAll(".method .choice"), c => Assert.Contains(": ", c.TextContent, StringComparison.Ordinal));
    }

    private static TrunkInput Office()
    {
        var input = TrunkInput.From(TrunkPresets.FreePbx);
        (input.Name, input.Host) = ("Office", "192.168.1.100");
        return input;
    }

    private IRenderedComponent<TrunkEditor> Open(TrunkInput input, bool isOpen = true)
    {
        var editor = Render<TrunkEditor>(p => p.Add(e => e.Input, input).Add(e => e.Save, () =>
        {
            _saves++;
            return Task.FromResult(_refusal);
        }));
        if (isOpen) editor.Find("button.fold").Click();
        return editor;
    }

    private static void Add(IRenderedComponent<TrunkEditor> editor, string name, string value, int row = 1)
    {
        Button(editor, "Add header").Click();
        Set(editor, row, "name", name);
        Set(editor, row, "value", value);
    }

    private static void Set(IRenderedComponent<TrunkEditor> editor, int row, string part, string text)
    {
        Input(editor, row, part).Input(text);
        Input(editor, row, part).Blur();
    }

    private static IElement Input(IRenderedComponent<TrunkEditor> editor, int row, string part) => editor.FindAll(".headers li")[row].QuerySelector($".{part} input")!;

    private static string? ProblemAt(IRenderedComponent<TrunkEditor> editor, int row, string part) => editor.FindAll(".headers li")[row].QuerySelector($".of-{part}")?.TextContent;

    private static IEnumerable<IElement> Inputs(IRenderedComponent<TrunkEditor> editor) => editor.FindAll(".headers input");

    private static string? Chosen(IRenderedComponent<TrunkEditor> editor) => editor.Find(".method input[checked]").GetAttribute("value");

    private static IElement Button(IRenderedComponent<TrunkEditor> editor, string words) => editor.FindAll("button").Single(b => b.TextContent == words);
}
