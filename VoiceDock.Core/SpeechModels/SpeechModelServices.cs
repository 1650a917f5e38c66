using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Security;
using VoiceDock.Core.SpeechModels.Talk;

namespace VoiceDock.Core.SpeechModels;

/// <summary>Door of the room. The directory is filled when the host starts, before calls.</summary>
public static class SpeechModelServices
{
    public static IServiceCollection AddSpeechModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechModelOptions>().Bind(configuration.GetSection(SpeechModelOptions.Section)).ValidateDataAnnotations()
            .Validate(o => o.Problem is null, $"{SpeechModelOptions.Section}:AllowedPrivateNetworks must be networks such as 10.0.7.0/24, with commas between.").ValidateOnStart();
        services.AddSingleton(new SealedColumn(SpeechModelSecret.Field, "speech_model_secrets", "api_key", "speech_model_id", "speech_models", "id", "secret_version"));
        services.AddSingleton<SpeechModelRules>().AddSingleton<SpeechModelStore>().AddSingleton<SpeechModelDirectory>();
        services.AddSingleton<ISpeechModels>(p => p.GetRequiredService<SpeechModelDirectory>());
        services.AddSingleton<TalkDoor>().AddSingleton<TalkParts>();
        services.AddSingleton<IAssistantSessions, SpeechModelSessions>();
        services.AddHostedService(p => p.GetRequiredService<SpeechModelDirectory>());
        return services;
    }
}
