using System.Runtime.InteropServices;
using VoiceDock.Core.Calls.Drain;

namespace VoiceDock.Web.Startup;

/// <summary>
/// When the program ends: the first SIGTERM or Ctrl+C lets live calls finish (<see cref="CallDrain"/>) before the host is stopped, the second stops it at
/// once. The framework's own lifetime would close every open page and connection at the first one.
/// </summary>
/// <param name="services">Asked for the drain when there is something to drain: this is made with the host, before the data folder may be touched.</param>
public sealed class SignalLifetime(IServiceProvider services, IHostApplicationLifetime lifetime, ServiceManager manager, ILogger<SignalLifetime> logger) : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT];

    private readonly CancellationTokenSource _second = new();
    private readonly List<PosixSignalRegistration> _registered = [];
    private int _signals;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => manager.Tell("READY=1"));
        _registered.AddRange(Signals.Select(s => PosixSignalRegistration.Create(s, OnSignal)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _registered.ForEach(r => r.Dispose());
        _second.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var count = Interlocked.Increment(ref _signals);
        if (count == 1)
            _ = Task.Run(EndAsync);
        else if (count == 2)
            _second.Cancel();
    }

    private async Task EndAsync()
    {
        try
        {
            manager.Tell("STOPPING=1");
            // Before it has started nothing is there to be waited for.
            if (lifetime.ApplicationStarted.IsCancellationRequested)
                await services.GetRequiredService<CallDrain>().RunAsync(_second.Token);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Live calls could not be waited for; the program is stopped now");
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
