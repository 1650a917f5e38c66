using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using VoiceDock.Tests.Support;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Api.Startup;

/// <summary>What a service manager such as systemd is told by the real program, over the socket it names.</summary>
[Trait("Kind", "Api")]
[SupportedOSPlatform("linux")]
public sealed class ServiceManagerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-notify-").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Manager_IsToldWhenItListensAndWhenItStops(bool inAbstractSpace)
    {
        var name = inAbstractSpace ? $"@voicedock-test-{Guid.NewGuid():N}" : Path.Combine(_folder, "notify");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(inAbstractSpace ? "\0" + name[1..] : name));
        await using var program = StartedVoiceDock.With(Path.Combine(_folder, "data"), [("NOTIFY_SOCKET", name)]);

        await program.WaitUntilListeningAsync();
        Assert.Equal("READY=1", await NextAsync(manager));
        Assert.Equal(0, await program.StopAsync());
        Assert.Equal("STOPPING=1", await NextAsync(manager));
    }

    [Fact]
    public async Task Manager_ThatIsNotThere_IsNoReasonNotToRun()
    {
        await using var program = StartedVoiceDock.With(Path.Combine(_folder, "data"), [("NOTIFY_SOCKET", Path.Combine(_folder, "nobody"))]);
        await program.WaitUntilListeningAsync();
        Assert.Equal(0, await program.StopAsync());
        Assert.Contains("The service manager could not be told READY=1", program.Output, StringComparison.Ordinal);
    }

    public void Dispose() => CanaryFolder.Remove(_folder);

    private static async Task<string> NextAsync(Socket manager)
    {
        var buffer = new byte[1024];
        var length = await manager.ReceiveAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
