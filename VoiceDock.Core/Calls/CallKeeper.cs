using Microsoft.Extensions.Hosting;
using VoiceDock.Core.Calls.Trace;

namespace VoiceDock.Core.Calls;

/// <summary>Looks after the live calls as a whole: samples their audio once a second, and ends them when the program stops.</summary>
internal sealed class CallKeeper(CallDirectory calls, CallTraces traces, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(1);

    private ITimer? _sampler;

    public Task StartAsync(CancellationToken cancellation)
    {
        _sampler = time.CreateTimer(_ => Sample(), null, SampleEvery, SampleEvery);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        _sampler?.Dispose();
        await Task.WhenAll(calls.LiveActors.Select(c => c.StopAsync())).WaitAsync(cancellation);
        await traces.StopAsync();
    }

    private void Sample()
    {
        foreach (var call in calls.LiveActors)
            call.Sample();
    }
}
