using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Bench.Run;
using VoiceDock.Core.Practice;

namespace VoiceDock.Bench.Talk;

/// <summary>Bench 5: the CPU of live calls that a speech model has, with audio both ways all the time; beside it the same calls with the attendant.</summary>
internal sealed class TalkBench(BenchOptions options)
{
    private const double Goal = 0.5;

    // The runtime compiles what runs often once more, in the background.
    private const int SettleSeconds = 20;

    private readonly List<string> _faults = [];

    public async Task<Section> RunAsync()
    {
        var (calls, seconds) = options.Quick ? (3, 2) : (50, 30);
        List<string> lines = [.. Section.Head("answered by", "live calls", "audio heard of what was said", "CPU of one core, a call", "goal")];
        lines.Add(await MeasureAsync(calls, seconds, isModel: true));
        lines.Add(await MeasureAsync(calls, seconds, isModel: false));
        return new Section("talk", lines, _faults);
    }

    private async Task<string> MeasureAsync(int calls, int seconds, bool isModel)
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-bench-").FullName;
        await using var pbx = new PracticePbx(new PracticeOptions { Username = "bench", Password = "not-asked-for" }, TimeProvider.System, NullLoggerFactory.Instance);
        pbx.Start();
        await using var model = await TalkingModel.StartAsync();
        var port = Machine.FreeUdpPort();
        try
        {
            await using var subject = Toolbox.StartHost(["talk-host", folder, $"{port}", $"{pbx.Address.Port}", isModel ? model.Url : "-"], null);
            await subject.ExpectAsync("ready");
            var callers = await CallAsync(pbx, new IPEndPoint(IPAddress.Loopback, port), calls);
            if (isModel) await ConnectedAsync(model, calls);
            await Task.Delay(TimeSpan.FromSeconds(options.Quick ? 1 : SettleSeconds));
            return await MeasureAsync(subject, model, callers, seconds, isModel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> MeasureAsync(Child subject, TalkingModel model, IReadOnlyList<PracticeCaller> callers, int seconds, bool isModel)
    {
        var (cpu, heard, said, began) = (ProcessTree.CpuSeconds(subject.Id), model.HeardMs, model.SaidMs, TimeProvider.System.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        (cpu, heard, said) = (ProcessTree.CpuSeconds(subject.Id) - cpu, model.HeardMs - heard, model.SaidMs - said);
        var live = callers.Count(c => !c.Over.IsCompleted);
        var share = cpu / took / callers.Count * 100;
        var spoken = took * 1000 * callers.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {callers.Count} calls, {(isModel ? "speech model" : "attendant")}: {cpu:0.00} s of CPU in {took:0.0} s; heard {heard / spoken:P1}, said {said / spoken:P1}"));
        if (live < callers.Count)
            _faults.Add($"{callers.Count - live} of {callers.Count} calls ended");
        if (isModel && heard < spoken * 0.9)
            _faults.Add(string.Create(CultureInfo.InvariantCulture, $"the model heard only {heard / spoken:P0} of the callers"));
        return Section.Row(isModel ? "a speech model" : "the attendant (waiting)", $"{callers.Count}", isModel ? Ratio.Number(heard / spoken * 100, "0.0") + " %" : "",
            $"**{Ratio.Number(share, "0.00")} %**", isModel ? $"<= {Ratio.Number(Goal, "0.0")} %" : "");
    }

    private static async Task<IReadOnlyList<PracticeCaller>> CallAsync(PracticePbx pbx, IPEndPoint console, int calls)
    {
        List<PracticeCaller> callers = [];
        for (var i = 0; i < calls; i++)
        {
            var caller = pbx.Call(console, TalkHost.Number, $"+4420794{70_000 + i}", "Bench");
            await caller.Answered.WaitAsync(TimeSpan.FromSeconds(10));
            callers.Add(caller);
        }
        return callers;
    }

    private static async Task ConnectedAsync(TalkingModel model, int calls)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 400 && model.Connected < calls; i++)
            await tick.WaitForNextTickAsync();
        if (model.Connected < calls)
            throw new BenchException($"Only {model.Connected} of {calls} calls reached the speech model within 20 s.");
    }
}
