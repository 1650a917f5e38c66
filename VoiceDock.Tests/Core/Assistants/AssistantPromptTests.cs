using System.Text.Json;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Tests.Core.Assistants;

[Trait("Kind", "Unit")]
public sealed class AssistantPromptTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("""{"model":"m"}""", null)]
    [InlineData("""{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"no"},{"role":"system","content":"Be kind."}]}""", "Be brief.\n\nBe kind.")]
    [InlineData("""{"system_prompt":"Be brief."}""", "Be brief.")]
    [InlineData("""{"messages":"no list","prompt":7}""", null)]
    public void SystemMessages_AreRead(string? config, string? text) => Assert.Equal(text, AssistantPrompt.Read(config));

    [Fact]
    public void NewText_TakesThePlaceOfAllBefore_AndNothingElseIsLost()
    {
        var before = JsonText.Parse("""{"model":"m","system_prompt":"old","messages":[{"role":"system","content":"old"},{"role":"user","content":"kept"}],"tools":[]}""");

        var after = AssistantPrompt.With(before, "Be brief.");

        Assert.Equal("""{"model":"m","tools":[],"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"kept"}]}""", JsonSerializer.Serialize(after));
        Assert.Equal("""{"model":"m"}""", JsonSerializer.Serialize(AssistantPrompt.With(JsonText.Parse("""{"model":"m","prompt":"old"}"""), null)));
    }
}
