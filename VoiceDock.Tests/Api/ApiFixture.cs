namespace VoiceDock.Tests.Api;

/// <summary>One program with a full-scope key, for a test class.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    /// <summary>Its limits are high, so that only the tests of the limits meet them.</summary>
    public ApiUnderTest App { get; } = new() { Settings = { ["Api:RequestsPerMinute"] = "10000", ["Api:FailedKeysPerMinute"] = "1000" } };

    public string Key { get; private set; } = "";

    public ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Key = await App.CreateKeyAsync();
        Api = App.CreateApi(Key);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
