using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Transport;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Api;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Calls.Recovery;

/// <summary>A data folder and a SIP port that outlive the program which uses them, and the PBX at the far ends of its calls.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class KilledRig : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-killed-").FullName;
    private readonly int _port = FreePort.Both();
    private readonly ConcurrentQueue<SipTraceMessage> _byes = [];
    private readonly SemaphoreSlim _answered = new(0);
    private ApiClient? _api;

    /// <summary>An API key of every scope.</summary>
    public string Key { get; private set; } = "";

    public PracticePbx Pbx { get; } = new(CallRig.Practice(), TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>The BYEs the far ends have received, repetitions included, by Call-ID.</summary>
    public IReadOnlyList<IGrouping<string, SipTraceMessage>> Byes => [.. _byes.GroupBy(b => b.CallId)];

    public string Folder => _folder;

    /// <summary>Where the program takes SIP.</summary>
    public IPEndPoint Console => new(IPAddress.Loopback, _port);

    /// <summary>Puts trunk, number, assistant and an API key into the folder.</summary>
    /// <param name="shape">Changes the trunk before it is made.</param>
    public async Task PrepareAsync(Action<TrunkInput>? shape = null)
    {
        Pbx.Answered += _ => _answered.Release();
        Pbx.Traced += m =>
        {
            if (!m.Sent && m.Summary.StartsWith("BYE ", StringComparison.Ordinal))
                _byes.Enqueue(m);
        };
        Pbx.Start();
        await using var rig = await CallRig.StartAsync(_folder, t =>
        {
            (t.Port, t.MaxConcurrentCalls, t.MaxCallsPerSecond) = (Pbx.Address.Port, 200, 50);
            shape?.Invoke(t);
        });
        var key = await rig.Get<ApiKeyStore>().CreateAsync(new ApiKeyInput { Name = "test", Scopes = ApiScopes.All }, Actor.System);
        Key = key.Value.Token;
    }

    /// <summary>The program on the folder and the port, once it listens.</summary>
    /// <param name="settings">Beside those of these tests.</param>
    public async Task<StartedVoiceDock> StartAsync(params string[] settings)
    {
        string[] usual = [$"--Sip:Port={_port}", "--Sip:TlsPort=0", "--Speech:Program=", "--Calls:MaxPerSecond=1000", "--Trunks:Health:IntervalSeconds=0"];
        var program = StartedVoiceDock.With(_folder, [.. usual, .. settings]);
        await program.WaitUntilListeningAsync();
        _api?.Dispose();
        var console = ConsoleLine().Match(program.Output).Groups[1].Value;
        _api = new ApiClient(new HttpClient { BaseAddress = new Uri(console), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } });
        return program;
    }

    /// <summary>The program's API, and the rest of its HTTP, with a key of every scope.</summary>
    public ApiClient Api => _api ?? throw new InvalidOperationException("The program has not been started.");

    public async Task<PracticeCaller> AnsweredAsync(int at)
    {
        var caller = Pbx.Call(Console, CallRig.OurNumber, "+44207946" + at.ToString("0000", CultureInfo.InvariantCulture), "Ada Marsh");
        await caller.Answered.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        return caller;
    }

    /// <summary>A caller who has pressed the attendant's 1, and whose destination has answered.</summary>
    public async Task<PracticeCaller> TransferredAsync(int at)
    {
        var caller = await AnsweredAsync(at);
        await Eventually.TrueAsync(() => Number("SELECT COUNT(*) FROM calls WHERE State IN ('InProgress', 'Transferred')") == at + 1, $"caller {at} is with the attendant");
        caller.Press('1');
        Assert.True(await _answered.WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken), $"caller {at} was not transferred");
        return caller;
    }

    /// <summary>A caller who is with the attendant and presses 1, whatever comes of it.</summary>
    public async Task<PracticeCaller> PressingAsync(int at)
    {
        var caller = await AnsweredAsync(at);
        await Eventually.TrueAsync(() => Number($"SELECT COUNT(*) FROM calls WHERE State = 'InProgress' AND Caller = '{caller.Number}'") > 0, $"caller {at} is with the attendant");
        caller.Press('1');
        return caller;
    }

    /// <summary>Calls of this status in the API's list.</summary>
    public async Task<int> CountAsync(string status)
    {
        var reply = await _api!.Get($"/calls?limit=1000&status={status}");
        Assert.Equal(200, reply.Code);
        return reply["calls"]!.AsArray().Count;
    }

    /// <summary>One number from the database.</summary>
    public long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "voicedock.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        _api?.Dispose();
        await Pbx.DisposeAsync();
        _answered.Dispose();
        CanaryFolder.Remove(_folder);
    }

    [GeneratedRegex(@"Console:\s+(http://127\.0\.0\.1:\d+)")]
    private static partial Regex ConsoleLine();
}
