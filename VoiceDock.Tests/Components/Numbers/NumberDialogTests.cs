using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Numbers;

namespace VoiceDock.Tests.Components.Numbers;

[Trait("Kind", "Component")]
public sealed class NumberDialogTests : RoomsContext
{
    [Theory]
    [InlineData("+31 (0)20 123-4567", "+31201234567")]
    [InlineData("020 1234567", "020 1234567")]
    public void TypedNumber_LosesItsSeparatorsOnlyWhenItIsANumber(string typed, string kept) => Assert.Equal(kept, NumberDialog.Tidy(typed));

    [Fact]
    public async Task NewNumber_TakesTheOnlyAssistantAndTrunk()
    {
        var trunk = await MakeTrunkAsync();
        var assistant = (await Assistants.CreateAsync(new AssistantInput { Name = "Front desk" }, TrunkSamples.Ann, Xunit.TestContext.Current.CancellationToken)).Value;
        var (dialogs, opened) = await OpenAsync();

        Field(dialogs, "Number").Input("+31 20 123 4567");
        await dialogs.Find("form").SubmitAsync();

        var result = await (await opened).Result;
        var number = Assert.IsType<Number>(result!.Data);
        Assert.Equal("+31201234567", number.PhoneNumber);
        Assert.Equal((assistant.Id, trunk.Id), (number.AssistantId, number.TransferTrunkId));
    }

    [Fact]
    public async Task NumberThatIsThereAlready_IsSaidAtTheField()
    {
        await Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567" }, TrunkSamples.Ann, Xunit.TestContext.Current.CancellationToken);
        var (dialogs, _) = await OpenAsync();

        Field(dialogs, "Number").Input("+31201234567");
        await dialogs.Find("form").SubmitAsync();

        dialogs.WaitForAssertion(() => Assert.Equal("Number is registered already.", Field(dialogs, "Number").Closest(".field")?.QuerySelector(".problem")?.TextContent));
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Dialogs, Task<IDialogReference> Opened)> OpenAsync()
    {
        var dialogs = RenderDialogs();
        var opened = await dialogs.InvokeAsync(() => Dialogs.ShowAsync<NumberDialog>("Register number"));
        dialogs.WaitForElement("form");
        return (dialogs, Task.FromResult(opened));
    }

    private static IElement Field(IRenderedComponent<MudDialogProvider> dialogs, string label)
    {
        var name = dialogs.FindAll(".field > label").First(l => l.TextContent.StartsWith(label, StringComparison.Ordinal));
        return dialogs.Find($"[id=\"{name.GetAttribute("for")}\"]");
    }
}
