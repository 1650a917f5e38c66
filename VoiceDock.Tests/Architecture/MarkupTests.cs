using System.Text.RegularExpressions;

namespace VoiceDock.Tests.Architecture;

/// <summary>What the markup of the console must not do, wherever it stands.</summary>
[Trait("Kind", "Unit")]
public sealed partial class MarkupTests
{
    /// <summary>
    /// Only a bound field tells the renderer that its text came from the browser. With a value of its own beside <c>oninput</c> the text is sent back
    /// at each letter, and takes away what was typed on the way.
    /// </summary>
    [Fact]
    public void FieldThatListensToEachLetter_IsBound()
    {
        var pages = Directory.GetFiles(Path.Combine(SourceRoot.Find(), "VoiceDock.Web"), "*.razor", SearchOption.AllDirectories);
        Assert.Contains(pages, p => File.ReadAllText(p).Contains("@bind:event=\"oninput\"", StringComparison.Ordinal));
        Assert.DoesNotContain(pages, p => Unbound().IsMatch(File.ReadAllText(p)));
    }

    /// <summary>The framework's own field would send a typed password back in the page of a form that was refused.</summary>
    [Fact]
    public void PasswordOfAForm_IsAPasswordInput()
    {
        var pages = Directory.GetFiles(Path.Combine(SourceRoot.Find(), "VoiceDock.Web"), "*.razor", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.Contains(pages, p => p.Contains("<PasswordInput ", StringComparison.Ordinal));
        Assert.DoesNotContain(pages, p => FrameworkPassword().IsMatch(p));
    }

    [Theory]
    [InlineData("<input value=\"@_text\" @oninput=\"Type\" />", true)]
    [InlineData("<input @oninput=\"Type\" class=\"a\" value=\"@_text\" />", true)]
    [InlineData("<input @bind=\"_text\" @bind:event=\"oninput\" />", false)]
    [InlineData("<input value=\"@_text\" @onchange=\"Type\" />", false)]
    public void Unbound_IsFound(string markup, bool found) => Assert.Equal(found, Unbound().IsMatch(markup));

    [GeneratedRegex("""<InputText\b[^<]*type=.password""")]
    private static partial Regex FrameworkPassword();

    [GeneratedRegex("""<(input|textarea)\b[^<]*?(\svalue="@[^<]*?@oninput=|@oninput=[^<]*?\svalue="@)""", RegexOptions.Singleline)]
    private static partial Regex Unbound();
}
