using Microsoft.AspNetCore.Authorization;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Access;

/// <summary>
/// Which role a page needs: <c>@attribute [Authorize(Policy = RoleNames.Admin)]</c>. A page without one is for everybody who is signed in.
/// </summary>
public static class RolePolicies
{
    /// <summary>A policy for each role, under its name: that role or a higher one.</summary>
    public static IServiceCollection AddRolePolicies(this IServiceCollection services)
    {
        var policies = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<Role>())
            policies.AddPolicy(WireName.Of(role), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Holds(role)));
        return services;
    }

    /// <summary>The least role a page is for.</summary>
    public static Role NeededBy(Type page) => NeededBy(page.GetCustomAttributes(inherit: true).OfType<IAuthorizeData>());

    /// <summary>The least role an endpoint is for.</summary>
    public static Role NeededBy(Endpoint endpoint) => NeededBy(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>());

    private static Role NeededBy(IEnumerable<IAuthorizeData> asked) =>
        asked.Select(a => WireName.TryParse<Role>(a.Policy, out var role) ? role : Role.Viewer).Append(Role.Viewer).Max();
}
