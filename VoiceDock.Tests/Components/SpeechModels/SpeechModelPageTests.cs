using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Web.SpeechModels;

namespace VoiceDock.Tests.Components.SpeechModels;

[Trait("Kind", "Component")]
public sealed class SpeechModelPageTests : RoomsContext
{
    private SpeechModelDirectory Directory => Services.GetRequiredService<SpeechModelDirectory>();

    [Fact]
    public async Task Address_Key_AndModel_AreSaved_TheKeyIsNeverShownAgain()
    {
        var page = Render<SpeechModelPage>();
        Field(page, "Address").Input("https://api.example.com/v1");
        Field(page, "Model").Input("model-1");
        Field(page, "API key").Input("canary-model-key");

        await Button(page, "Save speech model").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("by ann", page.Find(".secret-set").TextContent, StringComparison.Ordinal));
        Assert.Equal(("https://api.example.com/v1", "model-1", true), (Directory.Server!.Url, Directory.Server.Model, Directory.Server.HasKey));
        Assert.DoesNotContain("canary-model-key", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddressThatCannotBe_IsSaidAtItsField_AndKeepsWhatWasTyped()
    {
        var page = Render<SpeechModelPage>();
        Field(page, "Address").Input("http://10.1.2.3:8000");

        await Button(page, "Save speech model").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("SpeechModels:AllowedPrivateNetworks", page.Find(".field .problem").TextContent, StringComparison.Ordinal));
        Assert.Equal("http://10.1.2.3:8000", Field(page, "Address").GetAttribute("value"));
        Assert.Null(Directory.Server);
    }

    [Fact]
    public async Task Assistant_ChoosesTheAttendant_AndTheServersModelAgain()
    {
        var assistant = (await Assistants.CreateAsync(new AssistantInput { Name = "Eva" }, TrunkSamples.Ann)).Value;
        await Services.GetRequiredService<SpeechModelStore>().SaveAsync(null, new SpeechModelInput { IsOn = true, Url = "https://api.example.com/v1", Model = "model-1" }, TrunkSamples.Ann);
        var page = Render<AssistantSpeech>(p => p.Add(a => a.AssistantId, assistant.Id));
        Assert.Contains("The server's speech model (model-1)", page.Markup, StringComparison.Ordinal);

        page.Find("select").Change("attendant");
        await Button(page, "Save").ClickAsync(new());
        page.WaitForAssertion(() => Assert.False(Directory.Talks(assistant.Id)));

        page.Find("select").Change("server");
        await Button(page, "Save").ClickAsync(new());
        page.WaitForAssertion(() => Assert.True(Directory.Talks(assistant.Id)));
    }

    private static IElement Field(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string label) =>
        page.Find($"[id=\"{page.FindAll("label").First(l => l.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).GetAttribute("for")}\"]");

    private static IElement Button(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
