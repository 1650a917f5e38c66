using System.Runtime.Versioning;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>A setting that cannot be meant ends the real program before it listens, with one sentence that names it and what is allowed.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class WrongSettingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-setting-").FullName;

    [Theory]
    [InlineData("Http:KnownProxies:0", "everybody", "The setting Http:KnownProxies has 'everybody'; allowed are")]
    [InlineData("Http:KnownProxies:0", "0.0.0.0/0", "The setting Http:KnownProxies has '0.0.0.0/0'; allowed are")]
    [InlineData("Http:KnownProxies:0", "::/0", "The setting Http:KnownProxies has '::/0'; allowed are")]
    [InlineData("Http:Hosts:0", "https://console.example.test/", "The setting Http:Hosts has 'https://console.example.test/'; allowed are")]
    [InlineData("Metrics:Token", "canary", "The setting Metrics:Token is too short or too long, or has blanks; allowed are")]
    [InlineData("Log:Format", "xml", "The setting Log:Format is 'xml'; allowed are text and json.")]
    [InlineData("Drain:MaxSeconds", "-1", "The setting Drain:MaxSeconds is wrong; allowed are 0 to 86400.")]
    public async Task Setting_IsNamed(string key, string value, string words)
    {
        await using var program = StartedVoiceDock.With(Path.Combine(_folder, "data"), $"--{key}={value}");
        Assert.Equal(1, await program.WaitForExitAsync());
        Assert.Contains(words, program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", program.Output, StringComparison.Ordinal);
        Assert.Single(program.Output.Trim().Split('\n'));
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
    }

    public void Dispose() => CanaryFolder.Remove(_folder);
}
