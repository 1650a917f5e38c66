using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VoiceDock.Core.Access.SignIns;
using VoiceDock.Core.Access.TwoFactor;

namespace VoiceDock.Web.Access.SignIn;

/// <summary>
/// Joins the sign-in cookie to <see cref="SignInStore"/>: the cookie holds the key of a row and nothing else; who that is and what they may is read afresh at
/// each request. Scoped.
/// </summary>
/// <remarks>
/// Not by <see cref="ITicketStore"/>: its handler keeps the id when somebody signs in over a sign-in that lives, so that a cookie planted beforehand, or copied
/// before a change of password, would go on working.
/// </remarks>
internal sealed class SignInTickets(SignInStore store, IOptions<IdentityOptions> identity) : CookieAuthenticationEvents
{
    // What the page does by itself keeps nobody signed in: a lost circuit comes back on its own.
    private static readonly PathString[] Automatic = ["/_blazor", "/_framework"];

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var (http, person) = (context.HttpContext, context.Principal!);
        var before = await http.AuthenticateAsync(context.Scheme.Name);
        var started = await store.StartAsync(
            Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!),
            person.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType) ?? "",
            http.Connection.RemoteIpAddress?.ToString(),
            http.Request.Headers.UserAgent.ToString(),
            before.Principal?.SignInId(),
            http.RequestAborted);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(SignInClaims.Key, started.Key)], context.Scheme.Name));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var seen = !Array.Exists(Automatic, p => http.Request.Path.StartsWithSegments(p));
        if (context.Principal?.FindFirstValue(SignInClaims.Key) is { } key && await store.FindAsync(key, seen, http.RequestAborted) is { } signIn)
            context.ReplacePrincipal(Principal(signIn, context.Scheme.Name, http.Connection.RemoteIpAddress));
        else
            context.RejectPrincipal();
    }

    // The page for the refused one says which role it needs.
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        var now = await context.HttpContext.AuthenticateAsync(context.Scheme.Name);
        if (now.Principal is { } person && person.SignInId() is { } id && Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var userId))
            await store.EndAsync(userId, id, CancellationToken.None);
    }

    private ClaimsPrincipal Principal(LiveSignIn signIn, string scheme, IPAddress? from)
    {
        var person = new ClaimsIdentity(scheme, identity.Value.ClaimsIdentity.UserNameClaimType, identity.Value.ClaimsIdentity.RoleClaimType);
        person.AddClaim(new Claim(ClaimTypes.NameIdentifier, signIn.UserId.ToString()));
        person.AddClaim(new Claim(person.NameClaimType, signIn.UserName));
        person.AddClaim(new Claim(identity.Value.ClaimsIdentity.SecurityStampClaimType, signIn.SecurityStamp));
        person.AddClaims(signIn.Roles.Select(role => new Claim(person.RoleClaimType, role)));
        person.AddClaim(new Claim(SignInClaims.Id, signIn.Id.ToString()));
        if (from is not null)
            person.AddClaim(new Claim(SignInClaims.Address, from.ToString()));
        if (signIn.Duty is { State: DutyState.Soon, Until: { } until })
            person.AddClaim(new Claim(SignInClaims.TwoFactorUntil, until.ToString("O", CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(person);
    }
}
