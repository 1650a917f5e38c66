using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VoiceDock.Core.Speech;

/// <summary>Door of the room.</summary>
public static class SpeechServices
{
    public static IServiceCollection AddSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechOptions>().Bind(configuration.GetSection(SpeechOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ISpeech, EspeakSpeech>();
        return services;
    }
}
