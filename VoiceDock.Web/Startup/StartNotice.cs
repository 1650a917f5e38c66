using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VoiceDock.Core.Access;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Common;
using VoiceDock.Core.Demo;

namespace VoiceDock.Web.Startup;

/// <summary>
/// The few lines a person needs once everything listens: the address, with a one-time set-up link while nobody can sign in; the demo's API key; the SIP
/// address. On standard output only: the link and the key never reach a log.
/// </summary>
public sealed class StartNotice(
    IServer server, IHostApplicationLifetime lifetime, IServiceScopeFactory scopes, SetupToken setup, DemoRun demo, ISipStack sip, RunMode mode) : IHostedService
{
    private static readonly TimeSpan DemoPatience = TimeSpan.FromSeconds(30);

    private string? _token;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstRun>().IsNeededAsync(cancellation))
            _token = setup.Issue();
        lifetime.ApplicationStarted.Register(() => Task.Run(() => PrintAsync(lifetime.ApplicationStopping)));
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private async Task PrintAsync(CancellationToken stopping)
    {
        Console.WriteLine($"Console: {Address()}{(_token is null ? "" : $"/setup?token={_token}")}");
        if (mode.Demo)
            Console.WriteLine($"API key: {await DemoKeyAsync(stopping)}");
        Console.WriteLine($"SIP:     {sip.Address} (udp)");
    }

    private async Task<string> DemoKeyAsync(CancellationToken stopping)
    {
        try
        {
            return (await demo.Ready.WaitAsync(DemoPatience, stopping)).ApiKey;
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            return "none: the demo could not be set up, the log says why";
        }
    }

    private string Address()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault() ?? HostStart.DefaultUrl;
        return address.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
    }
}
