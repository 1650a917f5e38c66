using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Sipsak, an administrator's tool, asks us as one asks a PBX.</summary>
[Trait("Kind", "Sip")]
public sealed class SipsakTests(InteropRig rig) : IClassFixture<InteropRig>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    [Interop("sipsak", "OPTIONS")]
    public async Task Options_AreAnswered()
    {
        var (code, output) = await RunAsync("-vv", "-s", $"sip:{rig.Core.Console}");

        Assert.True(code == 0 && output.Contains("SIP/2.0 200", StringComparison.Ordinal), output);
        Assert.Contains("Allow:", output, StringComparison.Ordinal);
    }

    [Fact]
    [Interop("sipsak", "registers here", "digest MD5")]
    public async Task Register_ByDigest_MakesABinding()
    {
        const string secret = "canary-Pa55word-sipsak";
        var trunk = await rig.Core.AddLineAsync(
            "+441632960811", rig.Core.Pbx.Address.Port, t => (t.AcceptsRegistration, t.RegistrationUsername, t.RegistrationPassword) = (true, "sak", secret));
        string[] register = ["-U", "-vv", "-C", "sip:sak@127.0.0.1:15777", "-x", "120", "-s", $"sip:sak@{rig.Core.Console}", "-u", "sak", "-a", secret];

        // it fails on a challenge it does not know; coming back, it is offered MD5 alone
        var (first, _) = await RunAsync(register);
        var (code, output) = first == 0 ? (first, "") : await RunAsync(register);

        Assert.True(code == 0, output);
        Assert.Equal(TrunkRegistrationState.Registered, rig.Core.Get<TrunkRegistrations>().Of(trunk.Id).State);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var program = ForeignTool.Require("sipsak", "sipsak");
        await using var process = ForeignProcess.Start(program, Directory.CreateTempSubdirectory("voicedock-sipsak-").FullName, arguments);
        return (await process.EndAsync(Patience), process.Output);
    }
}
