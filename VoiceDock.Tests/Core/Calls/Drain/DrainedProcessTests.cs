using System.Diagnostics;
using System.Net;
using System.Runtime.Versioning;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Core.Calls.Recovery;
using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Calls.Drain;

/// <summary>SIGTERM to the real program with live calls (R17, F27): nothing new begins, nobody is cut off before the limit, the exit code is 0.</summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class DrainedProcessTests : IAsyncDisposable
{
    private static readonly int Calls = Soak.Number("DRAINED_CALLS", 50);

    private readonly KilledRig _rig = new();

    [Fact]
    public async Task Sigterm_WhileCallersTalk_LetsThemFinishAndTakesNobodyElse()
    {
        await _rig.PrepareAsync();
        await using var program = await _rig.StartAsync("--Drain:MaxSeconds=600");
        var callers = await CallAsync(Calls);
        var call = await OneCallAsync();
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());

        await program.SignalAsync("TERM");

        // Refused from here on; that it listens at all shows that the console is still there.
        await Eventually.AskedAsync(async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable, "it is not ready any more");
        await AssertRefusedAsync("OPTIONS", "");
        await AssertRefusedAsync("INVITE", ScriptedPhone.Sdp);
        var transfer = await _rig.Api.Post($"/calls/{call}/control", """{"type":"transfer","destination":"200"}""");
        Assert.Equal((503, "draining"), (transfer.Code, transfer.ErrorCode));
        Assert.Equal("30", transfer.Header("Retry-After"));
        Assert.Equal(200, (await _rig.Api.Get($"/calls/{call}")).Code);

        foreach (var caller in callers.Skip(1))
            caller.HangUp();
        await Task.WhenAll(callers.Skip(1).Select(c => c.Over)).WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        await Eventually.AskedAsync(async () => await _rig.CountAsync("in-progress") == 1, "the last one goes on");
        Assert.False(callers[0].Over.IsCompleted);
        callers[0].HangUp();

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Empty(_rig.Byes);
        Assert.Equal(Calls, _rig.Number("SELECT COUNT(*) FROM calls WHERE State = 'Ended' AND EndReason = 'user_hangup'"));
    }

    [Fact]
    public async Task Sigterm_AtTheLimit_EndsEveryCallWithByeAndNotBefore()
    {
        await _rig.PrepareAsync();
        await using var program = await _rig.StartAsync("--Drain:MaxSeconds=2");
        var callers = await CallAsync(Calls);

        var asked = Stopwatch.GetTimestamp();
        await program.SignalAsync("TERM");
        var first = await Task.WhenAny(callers.Select(c => c.Over)).WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        var cut = Stopwatch.GetElapsedTime(asked);

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.True(cut >= TimeSpan.FromSeconds(1.9), $"The first one was cut off after {cut.TotalSeconds:0.0} s.");
        Assert.Equal(SipEndKind.RemoteBye, (await first).Kind);
        await AssertTornDownAsync(callers);
    }

    [Fact]
    public async Task SecondSignal_EndsTheCallsNow()
    {
        await _rig.PrepareAsync();
        await using var program = await _rig.StartAsync("--Drain:MaxSeconds=86400");
        var callers = await CallAsync(3);

        await program.SignalAsync("INT");
        await Eventually.AskedAsync(async () => await ReadyAsync() == HttpStatusCode.ServiceUnavailable, "the first signal was taken");
        Assert.DoesNotContain(callers, c => c.Over.IsCompleted);
        await program.SignalAsync("TERM");

        Assert.Equal(0, await program.WaitForExitAsync());
        await AssertTornDownAsync(callers);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    private async Task<List<PracticeCaller>> CallAsync(int count)
    {
        List<PracticeCaller> callers = [];
        for (var i = 0; i < count; i++)
            callers.Add(await _rig.AnsweredAsync(i));
        await Eventually.AskedAsync(async () => await _rig.CountAsync("in-progress") == count, "every caller is with the attendant");
        return callers;
    }

    private async Task<string> OneCallAsync() => (string)(await _rig.Api.Get("/calls?status=in-progress&limit=1"))["calls"]![0]!["id"]!;

    private async Task<HttpStatusCode> ReadyAsync()
    {
        using var answer = await _rig.Api.Http.GetAsync("/healthz/ready");
        return answer.StatusCode;
    }

    private async Task AssertRefusedAsync(string method, string body)
    {
        using var phone = new ScriptedPhone();
        phone.Send(phone.Request(method, _rig.Console, $"late-{method}", body: body), _rig.Console);
        Assert.Equal("30", (await phone.ExpectLaterAsync("503")).Header("Retry-After"));
    }

    private async Task AssertTornDownAsync(List<PracticeCaller> callers)
    {
        var ends = await Task.WhenAll(callers.Select(c => c.Over)).WaitAsync(CallRig.Patience, TestContext.Current.CancellationToken);
        Assert.All(ends, e => Assert.Equal(SipEndKind.RemoteBye, e.Kind));
        Assert.Equal(callers.Count, _rig.Byes.Count);
        Assert.Equal(callers.Count, _rig.Number("SELECT COUNT(*) FROM calls WHERE EndReason = 'shutdown' AND EndedAt IS NOT NULL"));
        Assert.Equal(0, _rig.Number("SELECT COUNT(*) FROM leg_dialogs"));
    }
}
