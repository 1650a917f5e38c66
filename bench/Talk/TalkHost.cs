using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Bench.SetUp;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.SpeechModels;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Bench.Talk;

/// <summary>The subject's process: the product's whole core on loopback, one number of ours with an assistant that talks through a speech model, until stdin ends.</summary>
internal static class TalkHost
{
    public const string Number = "+441632960100";

    // Not a secret: it goes to the bench's own server, on loopback.
    private const string Key = "bench";

    /// <param name="arguments">Data folder, SIP port, port of the callers' PBX, base address of the model; "-" for none, then the attendant answers.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        using var host = await CoreHost.StartAsync(arguments[0], arguments[1], _ => { },
            ("SpeechModels:AllowedPrivateNetworks", "127.0.0.0/8"), ("Calls:MaxPerSecond", "1000"), ("Trunks:Health:IntervalSeconds", "0"));
        await PrepareAsync(host.Services, int.Parse(arguments[2]), arguments[3]);
        await CoreHost.RunAsync(host);
    }

    private static async Task PrepareAsync(IServiceProvider services, int pbxPort, string url)
    {
        var assistant = CoreHost.Must(await services.GetRequiredService<AssistantStore>().CreateAsync(new AssistantInput { Name = "Bench", FirstMessage = "Hello." }, Actor.System));
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        (input.Name, input.Host, input.Port, input.InboundAddresses, input.Codecs) = ("Callers", "127.0.0.1", pbxPort, ["127.0.0.1"], ["PCMU"]);
        (input.MaxConcurrentCalls, input.MaxCallsPerSecond) = (1000, 50);
        var trunk = CoreHost.Must(await services.GetRequiredService<TrunkStore>().CreateAsync(input, Actor.System));
        CoreHost.Must(await services.GetRequiredService<NumberStore>().CreateAsync(
            new NumberInput { PhoneNumber = Number, Name = "Line", AssistantId = assistant.Id, TransferTrunkId = trunk.Id }, Actor.System));
        if (url != "-")
            CoreHost.Must(await services.GetRequiredService<SpeechModelStore>().SaveAsync(null, new SpeechModelInput { IsOn = true, Url = url, Key = Key }, Actor.System));
    }
}
