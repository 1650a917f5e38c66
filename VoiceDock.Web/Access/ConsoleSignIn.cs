using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Web.Access.SignIn;
using VoiceDock.Web.Http;

namespace VoiceDock.Web.Access;

/// <summary>The door of sign-in: cookie, limits, the check that a signed-in person still may, sign-out.</summary>
public static class ConsoleSignIn
{
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddConsoleSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(options =>
        {
            options.DefaultScheme = IdentityConstants.ApplicationScheme;
            options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
        }).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            Configure(options, ConsoleCookies.Plain, SignInStore.Longest);
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/login";
            options.ReturnUrlParameter = "returnUrl";
            options.EventsType = typeof(SignInTickets);
        });
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options =>
        {
            Configure(options, ConsoleCookies.Step, SignInSteps.Patience);
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "vd-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<SignInLimits>().AddSingleton<SignInAudit>();
        services.AddScoped<SignInTickets>();
        services.AddScoped<SignInSteps>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<AccountProof>();
        services.AddScoped<AuthenticationStateProvider, SignedInCheck>();
        return services;
    }

    public static void MapSignOut(this WebApplication app) => app.MapPost("/logout", async (HttpContext context, IAntiforgery forms, SignInManager<User> signIn, SignInAudit audit) =>
    {
        // Checked here: the attribute checks nothing on a route without form parameters.
        if (!await forms.HasTokenAsync(context))
            return Results.BadRequest();
        await audit.SignedOutAsync(context.User);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("~/login");
    }).ExcludeFromDescription();

    /// <summary>What the open page asks for when its person does something: that the request came is all there is to it.</summary>
    public static void MapSeen(this WebApplication app) => app.MapGet("/seen", () => Results.NoContent()).RequireAuthorization().ExcludeFromDescription();

    /// <summary>How often a signed-in page asks whether its person still may (password, role, lock).</summary>
    internal static TimeSpan RecheckInterval => Recheck;

    private static void Configure(CookieAuthenticationOptions options, string name, TimeSpan longest)
    {
        options.Cookie.Name = name;
        options.CookieManager = new ConsoleCookies(name);
        options.Cookie.HttpOnly = true;
        options.ExpireTimeSpan = longest;
        options.SlidingExpiration = false;
    }
}
