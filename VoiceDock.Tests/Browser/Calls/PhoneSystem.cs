using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Calls;

/// <summary>A trunk, an assistant with destinations, and a number of the program under test.</summary>
public sealed record PhoneSystem(Trunk Trunk, Assistant Assistant, Number Number)
{
    // The dispensary is open on one day that is not today.
    private static readonly string Tools =
        $$$"""
        {"tools":[{"type":"transfer_call","destinations":[
          {"type":"number","number":"200","description":"Front desk","message":"One moment, I am putting you through to the front desk."},
          {"type":"number","number":"201","description":"Sales"},
          {"type":"number","number":"+31612345678","description":"Dr. Visser, only when somebody is in pain and cannot wait until tomorrow"},
          {"type":"number","number":"204","description":"Dispensary","ring_seconds":20,"next":["201"],
            "hours":{"tz":"UTC","days":["{{{DateTime.UtcNow.AddDays(3).ToString("ddd", System.Globalization.CultureInfo.InvariantCulture).ToLowerInvariant()}}}"],"from":"09:00","to":"17:30"}}]}]}
        """;

    public static async Task<PhoneSystem> CreateAsync(IServiceProvider services, string phone)
    {
        var trunk = await services.GetRequiredService<TrunkStore>().CreateAsync(
            new TrunkInput { Name = "Practice PBX", Host = "127.0.0.1", Port = 15070, Provider = "freepbx", Username = "voicedock", Password = "a-canary-password" }, Actor.System);
        var assistant = await services.GetRequiredService<AssistantStore>().CreateAsync(
            new AssistantInput { Name = "Reception", BusinessName = "Harbour Dental", LlmConfig = JsonSerializer.Deserialize<JsonElement>(Tools) }, Actor.System);
        var number = await services.GetRequiredService<NumberStore>().CreateAsync(
            new NumberInput { PhoneNumber = phone, Name = "Main line", AssistantId = assistant.Value.Id, TransferTrunkId = trunk.Value.Id }, Actor.System);
        Assert.True(number.IsOk, number.Error?.Message);
        return new PhoneSystem(trunk.Value, assistant.Value, number.Value);
    }
}
