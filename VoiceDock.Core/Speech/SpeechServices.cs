using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Security;

namespace VoiceDock.Core.Speech;

/// <summary>Door of the room.</summary>
public static class SpeechServices
{
    public static IServiceCollection AddSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechOptions>().Bind(configuration.GetSection(SpeechOptions.Section)).ValidateDataAnnotations()
            .Validate(o => o.Url.Length == 0 || IsAddress(o.Url), "The setting Speech:Url is no address; allowed are https addresses, and http inside Speech:AllowedPrivateNetworks, without user name and query, such as https://api.openai.com/v1.")
            .Validate(o => o.KeyFile.Length == 0 || File.Exists(o.KeyFile), "The setting Speech:KeyFile names no file; name the file that holds the key of the speech endpoint.")
            .Validate(o => NetworkList.Problem(o.AllowedPrivateNetworks) is null, "Speech:AllowedPrivateNetworks must be networks such as 192.168.1.0/24, with commas between.")
            .ValidateOnStart();
        services.AddSingleton<EndpointSpeech>().AddSingleton<EspeakSpeech>();
        services.AddSingleton<ISpeech, SpokenTexts>();
        return services;
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url is { UserInfo: "", Query: "", Fragment: "" };
}
