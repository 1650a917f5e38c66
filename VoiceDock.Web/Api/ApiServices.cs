using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using VoiceDock.Web.Access;
using VoiceDock.Web.Calls;
using VoiceDock.Web.Calls.Events;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Web.Api;

/// <summary>Door of the room: the REST API under <c>/api/v1</c>.</summary>
public static class ApiServices
{
    public const string Policy = "Api";

    public static IServiceCollection AddVoiceDockApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsRules>();
        services.AddSingleton<RequestLimits>().AddSingleton<RepeatedCreates>();
        services.AddSingleton<TrunkPresenter>().AddSingleton<CallControl>().AddSingleton<StreamSeats>().AddSingleton<CallStream>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser());
        services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        services.AddVoiceDockOpenApi();
        return services;
    }
}
