using System.Net;
using System.Runtime.Versioning;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>T28: the program listens where the manual says (docs/operations.md, Ports) and nowhere else.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class OpenPortsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    public void Dispose() => CanaryFolder.Remove(_folder);

    [Fact]
    public async Task Process_WithoutCalls_ListensForConsoleAndSipAlone()
    {
        await using var program = new StartedVoiceDock(_folder);
        await program.WaitUntilListeningAsync();

        var open = OpenPorts.Of(program.Id);

        var sip = Assert.Single(open.Udp);
        Assert.Equal(2, open.Tcp.Count);
        Assert.Contains(sip, open.Tcp);
        Assert.All(open.Tcp.Append(sip), p => Assert.Equal(IPAddress.Loopback, p.Address));
    }
}
