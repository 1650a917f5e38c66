using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Storage;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Api;

/// <summary>The real program as API clients meet it: keys, settings, and a clock of the test's where the test needs one.</summary>
public sealed class ApiUnderTest : AppUnderTest
{
    /// <summary>Settings on top of the usual ones; set before the first use.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>A clock of the test's; null = the real one.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>The data folder.</summary>
    public string Folder => Get<PreparedStorage>().Folder;

    protected override bool HasAdmin => false;

    /// <summary>Makes an API key, with every scope unless told.</summary>
    public async Task<string> CreateKeyAsync(ApiKeyInput? input = null)
    {
        var made = await Get<ApiKeyStore>().CreateAsync(
            input ?? new ApiKeyInput { Name = "Test", Scopes = ApiScopes.All }, Actor.System, TestContext.Current.CancellationToken);
        return made.Value.Token;
    }

    /// <summary>A client for the API; without a key it sends none.</summary>
    public ApiClient CreateApi(string? key)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return new ApiClient(client);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        if (Time is { } time)
        {
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton(time)));
        }
    }
}
