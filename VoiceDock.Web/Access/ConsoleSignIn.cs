using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using VoiceDock.Core.Access;
using VoiceDock.Web.Access.SignIn;

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
            options.Cookie.Name = ConsoleCookies.Plain;
            options.CookieManager = new ConsoleCookies();
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = false;
            options.LoginPath = "/login";
            options.AccessDeniedPath = "/not-found";
            options.ReturnUrlParameter = "returnUrl";
        });
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = Recheck);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "vd-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<SignInLimits>().AddSingleton<SignInAudit>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<AuthenticationStateProvider, SignedInCheck>();
        return services;
    }

    public static void MapSignOut(this WebApplication app) => app.MapPost("/logout", async (HttpContext context, IAntiforgery forms, SignInManager<User> signIn, SignInAudit audit) =>
    {
        // Checked here: the attribute checks nothing on a route without form parameters.
        if (!await forms.IsRequestValidAsync(context))
            return Results.BadRequest();
        await audit.SignedOutAsync(context.User, context);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("~/login");
    }).ExcludeFromDescription();

    /// <summary>How often a signed-in page asks whether its person still may (password, role, lock).</summary>
    internal static TimeSpan RecheckInterval => Recheck;
}
