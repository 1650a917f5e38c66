using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Bench.Run;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Bench.SetUp;

/// <summary>
/// The subject's process: the product's whole core on loopback with its database, call records and traces, until stdin ends. Each number's calls
/// are answered and at once transferred over a trunk of its own to the same answering side.
/// </summary>
internal static class CallHost
{
    /// <summary>As many trunks as let 400 calls a second through: one takes 50 at most.</summary>
    public const int Lines = 12;

    private const string Extension = "200";

    public static string Number(int line) => $"+4416329600{line + 10}";

    /// <param name="arguments">Data folder, SIP port, port of the answering side, first and last media port as "20000-29999".</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        using var host = await CoreHost.StartAsync(arguments[0], arguments[1], services => services.AddSingleton<IAssistantSessions, BridgeAtOnce>(),
            ("Media:Ports", arguments[3]), ("Calls:MaxPerSecond", "10000"), ("Calls:MaxLive", "100000"),
            ("Trunks:Health:IntervalSeconds", "0")); // SIPp knows one scenario: an OPTIONS would be a call too many
        await PrepareAsync(host.Services, int.Parse(arguments[2]));
        await CoreHost.RunAsync(host);
    }

    private static async Task PrepareAsync(IServiceProvider services, int uasPort)
    {
        var destination = DialTarget.TryParse(Extension, out var target) ? target : throw new BenchException($"{Extension} is no extension");
        var assistant = CoreHost.Must(await services.GetRequiredService<AssistantStore>().CreateAsync(
            new AssistantInput { Name = "Bench", LlmConfig = AssistantTools.WithDestinations(null, [new TransferDestination(destination, "Bench", null)]) }, Actor.System));
        for (var line = 0; line < Lines; line++)
        {
            var trunk = CoreHost.Must(await services.GetRequiredService<TrunkStore>().CreateAsync(Trunk(line, uasPort), Actor.System));
            CoreHost.Must(await services.GetRequiredService<NumberStore>().CreateAsync(
                new NumberInput { PhoneNumber = Number(line), Name = $"Line {line}", AssistantId = assistant.Id, TransferTrunkId = trunk.Id }, Actor.System));
        }
    }

    private static TrunkInput Trunk(int line, int uasPort)
    {
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        (input.Name, input.Host, input.Port, input.InboundAddresses) = ($"Trunk {line}", "127.0.0.1", uasPort, ["127.0.0.1"]);
        (input.CallerIdPolicy, input.CallerIdHeader) = (WireName.Of(CallerIdPolicy.Caller), WireName.Of(CallerIdHeader.From));
        (input.MaxConcurrentCalls, input.MaxCallsPerSecond) = (1000, 50);
        return input;
    }
}
