using Bunit;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.Numbers;

namespace VoiceDock.Tests.Components.Numbers;

[Trait("Kind", "Component")]
public sealed class NumbersPageTests : RoomsContext
{
    [Fact]
    public async Task NumberWithoutAssistantAndTrunk_SaysWhatCallersMeet()
    {
        await RegisterAsync(null);

        var page = Render<NumbersPage>();

        page.WaitForAssertion(() => Assert.Contains("No assistant: callers hear that it cannot be reached.", page.Markup, StringComparison.Ordinal));
        Assert.Contains("No transfer trunk: callers cannot be handed over.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Not answered", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssistantSwitchedOffElsewhere_ShowsByItself()
    {
        var assistant = (await Assistants.CreateAsync(new AssistantInput { Name = "Front desk" }, TrunkSamples.Ann, Xunit.TestContext.Current.CancellationToken)).Value;
        await RegisterAsync(assistant.Id);
        var page = Render<NumbersPage>();
        page.WaitForAssertion(() => Assert.Contains("Idle", page.Markup, StringComparison.Ordinal));

        await Assistants.UpdateAsync(assistant.Id, new AssistantPatch { IsActive = false }, TrunkSamples.Ann, Xunit.TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => Assert.Contains("Its assistant is switched off", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(10));
    }

    private async Task RegisterAsync(Guid? assistant) =>
        await Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567", AssistantId = assistant }, TrunkSamples.Ann, Xunit.TestContext.Current.CancellationToken);
}
