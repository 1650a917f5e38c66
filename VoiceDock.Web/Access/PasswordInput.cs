using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;

namespace VoiceDock.Web.Access;

/// <summary>A field for a password in a form that a page answers: what was typed is sent to the server and never comes back in a page.</summary>
public sealed class PasswordInput : InputBase<string?>
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "input");
        builder.AddMultipleAttributes(1, AdditionalAttributes);
        builder.AddAttribute(2, "type", "password");
        builder.AddAttribute(3, "name", NameAttributeValue);
        if (CssClass is { Length: > 0 } names) builder.AddAttribute(4, "class", names);
        // No value: a form that is shown again starts with an empty field.
        builder.CloseElement();
    }

    protected override bool TryParseValueFromString(string? value, out string? result, out string validationErrorMessage)
    {
        (result, validationErrorMessage) = (value, "");
        return true;
    }
}
