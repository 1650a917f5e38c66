using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Access;

namespace VoiceDock.Tests.Support;

/// <summary>The real program with a clock of the test's, for what a browser's requests do to it. No browser.</summary>
public sealed class ConsoleUnderTest : AppUnderTest
{
    /// <summary>Settings on top of the usual ones; set before the first use.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public bool WithAdmin { get; init; } = true;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UtcNow);

    protected override bool HasAdmin => WithAdmin;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public ConsoleClient NewConsole() => new(BaseUrl);

    /// <summary>As the database has them now.</summary>
    public async Task<User> ReadAsync(string name = UserName)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<User>>().FindByNameAsync(name))!;
    }

    public async Task ChangeAsync(Action<User> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByNameAsync(UserName))!;
        change(user);
        Assert.True((await users.UpdateAsync(user)).Succeeded);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var (key, value) in Settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time)));
    }
}
