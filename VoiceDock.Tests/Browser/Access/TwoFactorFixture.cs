using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VoiceDock.Core.Access;
using VoiceDock.Core.Access.TwoFactor;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Browser.Access;

/// <summary>A console that asks its administrators for two-factor, on a clock that a test may put forward: no test waits for the next code.</summary>
public sealed class TwoFactorFixture : BrowserFixture
{
    private readonly ShiftedClock _clock = new();

    public void NextStep() => _clock.Shift += TimeSpan.FromSeconds(Totp.StepSeconds);

    public Task<string> CodeAsync(string key) => Oathtool.CodeAsync(key, _clock.GetUtcNow());

    public Task<string> NextCodeAsync(string key)
    {
        NextStep();
        return CodeAsync(key);
    }

    public async Task WithoutTwoFactorAsync()
    {
        var ann = Services.GetRequiredService<PeopleDirectory>().All.Single();
        await Services.GetRequiredService<TwoFactorStore>().TurnOffAsync(ann.Id);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting(TwoFactorRule.Setting, "admins");
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
