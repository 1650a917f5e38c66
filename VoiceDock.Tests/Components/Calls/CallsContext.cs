using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.History;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Speech;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>
/// Pages of calls over the real feed, desk, actors and database. Only the engine is played by the test (<see cref="FakeLine"/>). There is a trunk,
/// an assistant with two destinations, and a number.
/// </summary>
public abstract class CallsContext : ConsoleContext
{
    private static readonly JsonElement Tools = JsonSerializer.Deserialize<JsonElement>(
        """
        {"tools":[{"type":"transfer_call","destinations":[
          {"type":"number","number":"200","description":"Front desk","message":"One moment, please."},
          {"type":"number","number":"201","description":"Sales"}]}]}
        """);

    private readonly TestStorage _storage = new(more: (services, configuration) =>
    {
        services.AddTrunks(configuration).AddToll(configuration).AddAssistants(configuration).AddNumbers(configuration).AddSpeech(configuration).AddCalls(configuration);
        services.AddSingleton<ISipStack, FakeSipStack>().AddSingleton<IAssistantSessions, SilentAssistants>().AddSingleton<IDialRehearsal, FakeRehearsal>();
    });

    protected CallsContext()
    {
        // What a page asks for comes from the one provider that holds the rooms.
        Services.AddFallbackServiceProvider(_storage.Services.AdmitAnn());
        JSInterop.Setup<string?>("voicedock.timeZone").SetResult("Europe/Amsterdam");
        Get<CallJournal>().StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        Trunk = Wait(Get<TrunkStore>().CreateAsync(new TrunkInput { Name = "Office PBX", Host = "127.0.0.1", Port = 15070, Provider = "freepbx" }, TestCalls.Ann));
        Assistant = Wait(Get<AssistantStore>().CreateAsync(new AssistantInput { Name = "Reception", LlmConfig = Tools }, TestCalls.Ann));
        Number = Wait(Get<NumberStore>().CreateAsync(
            new NumberInput { PhoneNumber = "+31201234567", AssistantId = Assistant.Id, TransferTrunkId = Trunk.Id }, TestCalls.Ann));
    }

    protected Trunk Trunk { get; }

    protected Assistant Assistant { get; }

    protected Number Number { get; }

    protected CallFeed Feed => Get<CallFeed>();

    protected T Get<T>()
        where T : notnull => _storage.Get<T>();

    /// <summary>A caller is connected with the assistant.</summary>
    internal FakeLine Call(string caller = "+31612345678")
    {
        var line = new FakeLine();
        var verdict = Get<ICallReceiver>().Receive(new InboundCall(Number.PhoneNumber, Number.PhoneNumber, caller, null, [Trunk], "127.0.0.1:40000"));
        Assert.Equal(0, verdict.Status);
        line.Connect(verdict.Taker!.Take(line));
        return line;
    }

    /// <summary>Puts ended calls into the history.</summary>
    protected void Store(params CallView[] calls)
    {
        foreach (var call in calls)
            Get<CallJournal>().Save(call);
        Get<CallJournal>().FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    internal void Trace(Guid callId, params TraceMessage[] messages)
    {
        foreach (var message in messages)
        {
            Get<CallTraces>().Claim(message.SipCallId, callId, message.Leg);
            Get<CallTraces>().Add(message);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        Get<CallJournal>().StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        _storage.Dispose();
    }

    private static T Wait<T>(Task<Result<T>> work)
    {
        var result = work.GetAwaiter().GetResult();
        return result.IsOk ? result.Value : throw new InvalidOperationException($"{result.Error.Message} {string.Join(" ", result.Error.Details)}");
    }
}
