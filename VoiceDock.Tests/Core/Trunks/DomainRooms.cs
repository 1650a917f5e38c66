using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Webhooks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Trunks;

/// <summary>Trunks, assistants and numbers over a real SQLite file.</summary>
internal sealed class DomainRooms : IDisposable
{
    public DomainRooms(TimeProvider? time = null, string? folder = null, string targets = "any", Action<IServiceCollection, IConfiguration>? more = null, params (string Key, string? Value)[] settings)
    {
        Storage = new TestStorage(
            folder,
            time,
            (services, configuration) =>
            {
                services.AddTrunks(configuration).AddToll(configuration).AddAssistants(configuration).AddNumbers(configuration).AddSpeechModels(configuration).AddWebhooks(configuration);
                more?.Invoke(services, configuration);
            },
            [("Sip:Targets", targets), .. settings]);
        Storage.Services.AdmitAnn();
    }

    public TestStorage Storage { get; }

    public TrunkStore Trunks => Storage.Get<TrunkStore>();

    public TrunkDirectory TrunkDirectory => Storage.Get<TrunkDirectory>();

    public TrunkCredentials Credentials => Storage.Get<TrunkCredentials>();

    public NumberStore Numbers => Storage.Get<NumberStore>();

    public NumberDirectory NumberDirectory => Storage.Get<NumberDirectory>();

    public AssistantStore Assistants => Storage.Get<AssistantStore>();

    public AssistantDirectory AssistantDirectory => Storage.Get<AssistantDirectory>();

    /// <summary>What the host does at start.</summary>
    public async Task LoadAsync()
    {
        await Storage.Get<TrunkLoader>().LoadAsync(CancellationToken.None);
        await Storage.Get<AssistantLoader>().LoadAsync(CancellationToken.None);
        await Storage.Get<NumberLoader>().LoadAsync(CancellationToken.None);
    }

    public void Dispose() => Storage.Dispose();
}
