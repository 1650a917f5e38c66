using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Kamailio as the PBX over TCP and TLS, with baresip behind it over UDP: whole transfers, and those that end before anything is sent.</summary>
[Trait("Kind", "Sip")]
public sealed class KamailioTransportTests(InteropRig rig) : IClassFixture<InteropRig>
{
    [Theory]
    [InlineData("tcp", true)]
    [InlineData("tcp", false)]
    [InlineData("tls", true)]
    [InlineData("tls", false)]
    [Interop("Kamailio", "call out", "TCP", "TLS")]
    public async Task Transfer_JoinsTheAudioBothWays_AndEitherSideEndsIt(string transport, bool phoneHangsUp)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, "SHA-256", certificatePem: authority.Issue(["127.0.0.1"]));
        await using var phone = await BaresipPhone.StartAsync(pbx.Port);
        await using var call = await rig.CallAsync(transport == "tls" ? pbx.TlsPort : pbx.Port, t => (t.Transport, t.TlsCaPem) = (transport, authority.AuthorityPem));

        var connected = await call.ConnectAsync(phone);

        Assert.Equal(transport, connected.ActiveTransfer!.Attempts.Single().Transport);
        if (phoneHangsUp)
        {
            await phone.HangUpAsync();
            await rig.Core.UntilTransferAsync(call.Id, TransferState.Completed);
        }
        else
        {
            await call.EndAsync();
            await phone.UntilAsync("CALL_CLOSED");
        }

        await rig.NothingLeftAsync();
    }

    [Fact]
    [Interop("Kamailio", "TLS")]
    public async Task Transfer_ToAPbxWithTheWrongCertificate_FailsAsTlsFailed_AndNothingReachesIt()
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, certificatePem: authority.Issue(["pbx.example.com"]));
        await using var call = await rig.CallAsync(pbx.TlsPort, t => (t.Transport, t.TlsCaPem) = ("tls", authority.AuthorityPem));
        var before = call.Heard.Now;

        var transfer = (await call.TransferAsync(TransferState.Failed)).Transfers.Single();

        Assert.Equal("tls_failed", transfer.Reason);
        Assert.Contains("The certificate is for pbx.example.com, not for 127.0.0.1.", transfer.Explanation, StringComparison.Ordinal);
        await call.HearsFailureAsync(before);
        Assert.Equal(0, pbx.Count("INVITE"));
        await call.EndAsync();
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task Transfer_ToAClosedPort_FailsAsTrunkUnreachable(string transport)
    {
        await using var call = await rig.CallAsync(FreePort.Tcp(), t => t.Transport = transport);
        Assert.Equal("trunk_unreachable", (await call.TransferAsync(TransferState.Failed)).Transfers.Single().Reason);
        await call.EndAsync();
    }

    [Theory]
    [InlineData("udp", TrunkCheckOutcome.Answered, null)]
    [InlineData("tcp", TrunkCheckOutcome.Answered, null)]
    [InlineData("tls", TrunkCheckOutcome.Answered, null)]
    [InlineData("tls without authority", TrunkCheckOutcome.TlsFailed, "R06")]
    [InlineData("closed", TrunkCheckOutcome.PortClosed, "R05")]
    [Interop("Kamailio", "OPTIONS")]
    public async Task Check_GoesOverTheTrunksTransport(string what, TrunkCheckOutcome outcome, string? rule)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, certificatePem: authority.Issue(["127.0.0.1"]));
        var input = new TrunkInput { Host = "127.0.0.1", Transport = what.Split(' ')[0], Port = pbx.Port };
        if (what.StartsWith("tls", StringComparison.Ordinal)) (input.Port, input.TlsCaPem) = (pbx.TlsPort, what == "tls" ? authority.AuthorityPem : null);
        if (what == "closed") (input.Port, input.Transport) = (FreePort.Tcp(), "tcp");

        var result = await rig.Core.Get<ITrunkProbe>().CheckAsync(TrunkCheckSettings.From(input)!, TestContext.Current.CancellationToken);

        Assert.Equal((outcome, rule), (result.Outcome, result.Rule));
    }
}
