using System.Globalization;
using VoiceDock.Bench.Run;

namespace VoiceDock.Bench.SetUp;

/// <summary>What one load of calls on a subject gave.</summary>
/// <param name="Calls">Calls placed.</param>
/// <param name="Good">Calls that both sides saw through from INVITE to BYE.</param>
/// <param name="Repeated">Messages that either side or the subject had to send again.</param>
/// <param name="Seconds">From the first to the last call placed.</param>
/// <param name="CpuPerCall">Milliseconds of CPU of the subject's processes.</param>
/// <param name="P50">INVITE of the caller to INVITE at the answering side, µs; NaN where packets may not be read.</param>
/// <param name="P99">99th percentile of the same.</param>
internal sealed record SetUpRun(int Calls, int Good, int Repeated, double Seconds, double CpuPerCall, double P50, double P99)
{
    /// <summary>Every call good, nothing sent twice.</summary>
    public bool IsClean => Good == Calls && Repeated == 0;

    /// <summary>Places calls at a steady rate, each lasting a while, and measures until the subject is done with them.</summary>
    public static async Task<SetUpRun> MeasureAsync(SetUpSubject subject, int uasPort, int calls, double rate, int holdMilliseconds)
    {
        using var sipp = new SippPair(uasPort, calls);
        await using var stamp = await StartStampAsync(subject.Port, uasPort);
        await using var answerer = await sipp.AnswerAsync(holdMilliseconds);
        var cpu = subject.CpuSeconds;
        await using var caller = sipp.Call(subject.Port, rate, holdMilliseconds);
        await caller.EndedAsync((int)(calls / rate) + (holdMilliseconds / 1000) + 25);
        await Task.Delay(subject.Settles);
        cpu = subject.CpuSeconds - cpu;
        var (good, repeated) = await sipp.CountAsync(answerer);
        var times = await ReadStampAsync(stamp);
        repeated += (int)(times.GetValueOrDefault("repeated_out") + times.GetValueOrDefault("repeated_in"));
        return new SetUpRun(calls, good, repeated, calls / rate, cpu / calls * 1000, times.GetValueOrDefault("p50", double.NaN), times.GetValueOrDefault("p99", double.NaN));
    }

    private static async Task<Child?> StartStampAsync(int subjectPort, int uasPort)
    {
        if (Environment.UserName != "root")
            return null;
        var stamp = Child.Start(await Toolbox.FindAsync("stamp"), [$"{subjectPort}", $"{uasPort}"], Machine.GeneratorCpu);
        await stamp.ExpectAsync("ready");
        return stamp;
    }

    private static async Task<Dictionary<string, double>> ReadStampAsync(Child? stamp)
    {
        if (stamp is null)
            return [];
        stamp.CloseInput();
        return (await stamp.ExpectAsync("result")).Select(w => w.Split('=')).ToDictionary(w => w[0], w => double.Parse(w[1], CultureInfo.InvariantCulture));
    }
}
