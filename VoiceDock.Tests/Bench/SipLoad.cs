using System.Diagnostics;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Bench;

/// <summary>Calls between two agents over loopback, one after the other: what the SIP part of a set-up costs.</summary>
public sealed class SipLoad : IAsyncDisposable
{
    private readonly TestAgent _caller = new();
    private readonly TestAgent _callee = new();

    public SipLoad() => _callee.TakeInvite = session =>
    {
        session.Handler = new SessionRecorder();
        session.Ring();
        session.Answer(ScriptedPhone.Sdp);
    };

    public async Task<SipLoadResult> RunAsync(int calls)
    {
        var invites = new List<double>(calls);
        var answers = new List<double>(calls);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < calls; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var (call, events) = _caller.Call(_callee.Address);
            invites.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await events.NextAsync("Provisional");
            await events.NextAsync("Answered");
            answers.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            call.HangUp();
            await events.EndAsync();
        }

        process.Refresh();
        var sides = calls * 2.0;
        return new SipLoadResult(
            At(invites, 0.5), At(invites, 0.99), At(answers, 0.5),
            (process.TotalProcessorTime - cpu).TotalMilliseconds / sides, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / sides);
    }

    public async ValueTask DisposeAsync()
    {
        await _caller.DisposeAsync();
        await _callee.DisposeAsync();
    }

    private static double At(List<double> values, double part)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * part)];
    }
}
