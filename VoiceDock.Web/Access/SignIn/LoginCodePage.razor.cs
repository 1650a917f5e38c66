using Microsoft.AspNetCore.Components;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>The second step of the sign-in, for those who use two-factor: a code of the app, or a recovery code.</summary>
public sealed partial class LoginCodePage
{
    internal const string Path = "/login/code";

    private string? _problem;

    [SupplyParameterFromForm(FormName = "code")]
    private CodeInput Input { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "recovery")]
    private bool Recovery { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    private SignInSteps Steps { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Again => $"/login?returnUrl={ReturnQuery}";

    private string OtherWay => $"{Path}?returnUrl={ReturnQuery}{(Recovery ? "" : "&recovery=true")}";

    private string ReturnQuery => Uri.EscapeDataString(ReturnAddress.Local(ReturnUrl));

    protected override async Task OnInitializedAsync()
    {
        Input ??= new();
        if (HttpMethods.IsGet(HttpContext.Request.Method) && await Steps.FindAsync(HttpContext) is null)
            Navigation.NavigateTo(Again);
    }

    private async Task SignInAsync()
    {
        var answer = await SignIn.TryCodeAsync(Input.Code, ReturnUrl, HttpContext);
        _problem = answer.Problem;
        if (answer.Next is { } next)
            Navigation.NavigateTo(next);
    }

    private sealed class CodeInput
    {
        public string Code { get; set; } = "";
    }
}
