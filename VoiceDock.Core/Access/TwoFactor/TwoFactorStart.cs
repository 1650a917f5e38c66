using Microsoft.Extensions.Hosting;

namespace VoiceDock.Core.Access.TwoFactor;

/// <summary>Applies <see cref="TwoFactorRule"/> when the program starts.</summary>
internal sealed class TwoFactorStart(TwoFactorRule rule) : IHostedService
{
    public Task StartAsync(CancellationToken ct) => rule.ApplyAsync(ct);

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
