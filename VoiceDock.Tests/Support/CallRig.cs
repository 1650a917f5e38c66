using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Storage;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Support;

/// <summary>The whole core, running on loopback with real sockets and a real database, beside a practice PBX reached by packets.</summary>
public sealed class CallRig : IAsyncDisposable
{
    public const string OurNumber = "+441632960100";
    public const string Password = "canary-Pa55word-7f3e";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    public static readonly Actor Operator = TestPeople.Ann;

    private readonly IHost _host;
    private readonly string? _ownFolder;
    private readonly ConcurrentQueue<CallView> _seen = [];
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    private CallRig(IHost host, PracticePbx pbx, string folder, bool ownFolder) => (_host, Pbx, Folder, _ownFolder) = (host, pbx, folder, ownFolder ? folder : null);

    public PracticePbx Pbx { get; }

    public string Folder { get; }

    public Trunk Trunk { get; private set; } = null!;

    public Number Number { get; private set; } = null!;

    public CallFeed Feed => Get<CallFeed>();

    public CallDesk Desk => Get<CallDesk>();

    public IPEndPoint Console => Get<ISipStack>().Address!;

    /// <param name="folder">A data folder to open again.</param>
    /// <param name="shape">Changes the trunk before it is made.</param>
    /// <param name="logs">Gets every line that is logged, from the lowest level on.</param>
    /// <param name="rooms">Puts something else in a place of the core.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<CallRig> StartAsync(
        string? folder = null, Action<TrunkInput>? shape = null, PracticeOptions? practice = null, ILoggerProvider? logs = null,
        Action<IServiceCollection>? rooms = null, params (string Key, string Value)[] settings)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("voicedock-rig-").FullName;
        var pbx = new PracticePbx(practice ?? Practice(), TimeProvider.System, NullLoggerFactory.Instance);
        pbx.Start();
        var host = Build(data, logs, rooms, settings);
        StorageStartup.Prepare(host.Services);
        await host.StartAsync();
        host.Services.AdmitAnn();
        var rig = new CallRig(host, pbx, data, folder is null);
        rig._watching = rig.WatchAsync();
        await rig.PrepareAsync(shape);
        return rig;
    }

    /// <summary>Quick, and with SIP timers a tenth of the usual, so that finished transactions are gone within seconds.</summary>
    public static PracticeOptions Practice() => new()
    {
        Username = "voicedock",
        Password = Password,
        RingFor = TimeSpan.FromMilliseconds(150),
        DropAfter = TimeSpan.FromMilliseconds(700),
        Timers = SipTimers.From(TimeSpan.FromMilliseconds(50)),
    };

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public object Get(Type service) => _host.Services.GetRequiredService(service);

    /// <summary>A practice caller whose call is in progress with the attendant.</summary>
    public async Task<(PracticeCaller Caller, CallView Call)> CallInProgressAsync(string from = "+442079460123", string number = OurNumber)
    {
        var caller = Pbx.Call(Console, number, from, "Ada Marsh");
        await caller.Answered.WaitAsync(Patience);
        var call = await UntilAsync(c => c.Caller == from && c.Number == number && c.State == CallState.InProgress);
        return (caller, call);
    }

    /// <summary>Another number of ours, whose transfers go over a trunk of its own to a port on 127.0.0.1.</summary>
    public async Task<Trunk> AddLineAsync(string number, int port, Action<TrunkInput>? shape = null)
    {
        var input = TrunkTo(port);
        input.Name = $"Trunk of {number}";
        shape?.Invoke(input);
        var trunk = Must(await Get<TrunkStore>().CreateAsync(input, Operator));
        var line = new NumberInput { PhoneNumber = number, Name = number, AssistantId = Number.AssistantId, TransferTrunkId = trunk.Id };
        Must(await Get<NumberStore>().CreateAsync(line, Operator));
        return trunk;
    }

    /// <summary>The assistant offers these destinations and no others.</summary>
    public async Task ListAsync(params TransferDestination[] destinations) => Must(await Get<AssistantStore>().UpdateAsync(
        Number.AssistantId!.Value, new AssistantPatch { LlmConfig = new(AssistantTools.WithDestinations(null, destinations)) }, Operator));

    /// <summary>An entry of an assistant's list.</summary>
    public static TransferDestination Destination(string number, string name) => new(Extension(number), name, null);

    /// <summary>Waits for a state of some call, also one that has passed already; fails with the last state seen.</summary>
    public async Task<CallView> UntilAsync(Func<CallView, bool> wanted)
    {
        CallView? found = null;
        await Eventually.TrueAsync(
            () => (found = _seen.FirstOrDefault(wanted)) is not null,
            () => $"the wanted state came; last seen: {Describe(_seen.LastOrDefault())}");
        return found!;
    }

    public Task<CallView> UntilTransferAsync(Guid callId, TransferState state) =>
        UntilAsync(c => c.Id == callId && c.Transfers.Any(t => t.State == state));

    public async Task<TransferView> TransferAsync(Guid callId, string destination, string? message = null)
    {
        var result = await Desk.TransferAsync(callId, new TransferOrder(destination, message), Operator);
        Assert.True(result.IsOk, result.Error?.ToString());
        return result.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _stop.CancelAsync();
        await _watching;
        _host.Dispose();
        await Pbx.DisposeAsync();
        if (_ownFolder is not null)
            CanaryFolder.Remove(_ownFolder);
    }

    private async Task WatchAsync()
    {
        using var subscription = Feed.Subscribe();
        try
        {
            await foreach (var batch in subscription.Changes(_stop.Token))
                batch.ToList().ForEach(_seen.Enqueue);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The rig is being taken down.
        }
    }

    private static string Describe(CallView? call) =>
        call is null ? "nothing" : $"{call.State} {call.End?.Reason} {string.Join(", ", call.Transfers.Select(t => $"{t.State} {t.Reason} {t.SipCode}"))}";

    private static IHost Build(string data, ILoggerProvider? logs, Action<IServiceCollection>? rooms, (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = data,
            ["Sip:Address"] = "127.0.0.1",
            ["Sip:Port"] = "0",
            ["Sip:Targets"] = "loopback",
            ["Sip:DnsServer"] = AppUnderTest.NoNameServer,
            ["Sip:NoAnswerSeconds"] = "1",
            ["Sip:T1Milliseconds"] = "50",
            ["Speech:Program"] = "",
            ["Trunks:Health:IntervalSeconds"] = "0",
            ["Calls:RingbackAfterSeconds"] = "0.2",
            ["Calls:FirstAudioSeconds"] = "1",
        });
        foreach (var (key, value) in settings)
            builder.Configuration[key] = value;
        if (logs is null)
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        else
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddVoiceDockCore(builder.Configuration);
        rooms?.Invoke(builder.Services);
        return builder.Build();
    }

    private async Task PrepareAsync(Action<TrunkInput>? shape)
    {
        if ((await Get<NumberStore>().ListAsync()).FirstOrDefault() is { } existing)
        {
            Number = existing;
            return;
        }
        var input = TrunkTo(Pbx.Address.Port);
        shape?.Invoke(input);
        Trunk = Must(await Get<TrunkStore>().CreateAsync(input, Operator));
        var assistant = Must(await Get<AssistantStore>().CreateAsync(Assistant(), Operator));
        var number = new NumberInput { PhoneNumber = OurNumber, Name = "Main line", AssistantId = assistant.Id, TransferTrunkId = Trunk.Id };
        Number = Must(await Get<NumberStore>().CreateAsync(number, Operator));
    }

    private static TrunkInput TrunkTo(int port)
    {
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        (input.Name, input.Host, input.Port, input.Username, input.Password) = ("Practice", "127.0.0.1", port, "voicedock", Password);
        (input.RingTimeoutSeconds, input.MaxCallsPerSecond) = (5, 50);
        return input;
    }

    private static AssistantInput Assistant() => new()
    {
        Name = "Front desk",
        FirstMessage = "Hello.",
        LlmConfig = AssistantTools.WithDestinations(null, [.. PracticeOptions.Usual.Select(e => Destination(e.Number, e.Name))]),
    };

    private static DialTarget Extension(string number) => DialTarget.TryParse(number, out var target) ? target : throw new ArgumentException(number);

    private static T Must<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Error.ToString());
}
