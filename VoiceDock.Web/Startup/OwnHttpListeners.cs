using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VoiceDock.Core.Security;

namespace VoiceDock.Web.Startup;

/// <summary>Tells the target guard where the console itself listens, so that no trunk can be pointed at it.</summary>
public sealed class OwnHttpListeners(IServer server, IHostApplicationLifetime lifetime, OutboundTargetGuard guard) : IHostedService
{
    public Task StartAsync(CancellationToken cancellation)
    {
        lifetime.ApplicationStarted.Register(Add);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private void Add()
    {
        foreach (var text in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var address = BindingAddress.Parse(text);
            if (!address.IsUnixPipe && !address.IsNamedPipe)
                guard.AddOwnListener(new IPEndPoint(IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip : IPAddress.Any, address.Port));
        }
    }
}
