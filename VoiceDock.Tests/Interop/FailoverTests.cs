using System.Net;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Sip.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>Fail-over along the targets SRV records name (RFC 3263 section 4.3), within one transfer.</summary>
[Trait("Kind", "Sip")]
public sealed class FailoverTests(FailoverRig rig) : IClassFixture<FailoverRig>
{
    private const string Answers = "pbx-answers-until-bye";

    [Fact]
    [Interop("SIPp", "fail-over")]
    public async Task FirstIsSilent_SecondIsCalledAfterTheLimit()
    {
        using var silent = new SilentPeer();
        await using var second = await SippPeer.ListenAsync(Answers);
        await using var call = await rig.CallByNameAsync(silent.Port, second.Address.Port);

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal([$"{silent.Port} Failed trunk_timeout -", $"{second.Address.Port} Connected - -"], transfer.Attempts.Select(FailoverRig.Tell));
        Assert.All(transfer.Attempts, a => Assert.Equal("udp", a.Transport));
        await call.EndAsync();
        await second.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "fail-over")]
    public async Task FirstIsClosed_SecondIsCalledAtOnce()
    {
        var closed = FreePort.Udp();
        await using var second = await SippPeer.ListenAsync(Answers);
        await using var call = await rig.CallByNameAsync(closed, second.Address.Port);

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal([$"{closed} Failed trunk_unreachable -", $"{second.Address.Port} Connected - -"], transfer.Attempts.Select(FailoverRig.Tell));
        await call.EndAsync();
        await second.SucceedAsync();
    }

    [Theory]
    [InlineData("tcp", "_sip._tcp")]
    [InlineData("tls", "_sips._tcp")]
    [Interop("Kamailio", "fail-over", "TCP", "TLS")]
    public async Task FirstTakesNoConnection_SecondIsCalledOverTheSameTransport(string transport, string service)
    {
        using var authority = new TestCertificates();
        var host = $"{transport}.failover.example";
        await using var second = await KamailioPbx.StartAsync(CallRig.Password, "SHA-256", certificatePem: authority.Issue([host]));
        await using var phone = await BaresipPhone.StartAsync(second.Port);
        var (closed, open) = (FreePort.Tcp(), transport == "tls" ? second.TlsPort : second.Port);
        rig.Dns.Set($"{service}.{host}", DnsRecord.Service(closed, $"a.{host}", priority: 0), DnsRecord.Service(open, $"b.{host}", priority: 1));
        rig.Dns.Set($"a.{host}", DnsRecord.Address("127.0.0.1"));
        rig.Dns.Set($"b.{host}", DnsRecord.Address("127.0.0.1"));
        await using var call = await rig.CallAsync(open, t => (t.Host, t.Port, t.Transport, t.TlsCaPem) = (host, null, transport, authority.AuthorityPem));

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal([$"{closed} Failed trunk_unreachable -", $"{open} Connected - -"], transfer.Attempts.Select(FailoverRig.Tell));
        Assert.All(transfer.Attempts, a => Assert.Equal(transport, a.Transport));
        await phone.UntilAsync("CALL_ESTABLISHED");
        await call.EndAsync();
    }

    [Fact]
    [Interop("SIPp", "fail-over")]
    public async Task FirstIsOverloaded_SecondHasAnError_ThirdAnswers()
    {
        await using var first = await SippPeer.ListenAsync("pbx-is-overloaded");
        await using var second = await SippPeer.ListenAsync("pbx-has-server-error");
        await using var third = await SippPeer.ListenAsync(Answers);
        await using var call = await rig.CallByNameAsync(first.Address.Port, second.Address.Port, third.Address.Port);

        var transfer = (await call.TransferAsync(TransferState.Connected)).ActiveTransfer!;

        Assert.Equal(
            [$"{first.Address.Port} Failed trunk_error 503", $"{second.Address.Port} Failed trunk_error 500", $"{third.Address.Port} Connected - -"],
            transfer.Attempts.Select(FailoverRig.Tell));
        await call.EndAsync();
        await first.SucceedAsync();
        await second.SucceedAsync();
        await third.SucceedAsync();
    }

    [Fact]
    [Interop("SIPp", "fail-over")]
    public async Task AllFail_CallerIsBackWithTheLastReason()
    {
        var closed = FreePort.Udp();
        await using var second = await SippPeer.ListenAsync("pbx-is-overloaded");
        await using var call = await rig.CallByNameAsync(closed, second.Address.Port);

        var after = await call.TransferAsync(TransferState.Failed);

        var transfer = after.Transfers.Single();
        Assert.Equal(("trunk_error", 503, 2), (transfer.Reason, transfer.SipCode, transfer.Attempts.Count));
        Assert.Equal(CallState.InProgress, after.State);
        await call.EndAsync();
    }

    [Theory]
    [InlineData(486, "Busy Here", "busy")]
    [InlineData(600, "Busy Everywhere", "busy")]
    [InlineData(603, "Decline", "declined")]
    [InlineData(480, "Temporarily Unavailable", "unavailable")]
    [InlineData(404, "Not Found", "not_found")]
    [InlineData(488, "Not Acceptable Here", "no_common_codec")]
    public async Task AnswerAboutTheDestination_IsFinal_NobodyElseIsCalled(int status, string phrase, string reason)
    {
        using var first = new ScriptedPhone();
        using var second = new ScriptedPhone();
        await using var call = await rig.CallByNameAsync(first.Address.Port, second.Address.Port);

        var failing = call.TransferAsync(TransferState.Failed);
        var invite = await first.ExpectAsync("INVITE");
        first.Reply(invite, $"{status} {phrase}");
        await first.ExpectAsync("ACK");
        var transfer = (await failing).Transfers.Single();

        Assert.Equal([$"{first.Address.Port} Failed {reason} {status}"], transfer.Attempts.Select(FailoverRig.Tell));
        await second.ExpectSilenceAsync(TimeSpan.FromMilliseconds(100));
        await call.EndAsync();
    }

    [Fact]
    public async Task ListOfTargets_IsKeptForTheTransfer_WhateverDnsSaysMeanwhile()
    {
        using var silent = new SilentPeer();
        using var late = new ScriptedPhone();
        using var second = new ScriptedPhone();
        await using var call = await rig.CallByNameAsync(silent.Port, second.Address.Port);

        var failing = call.TransferAsync(TransferState.Failed);
        await rig.Core.UntilTransferAsync(call.Id, TransferState.Dialing);
        rig.Dns.Set($"_sip._udp.{call.Trunk.Host}", DnsRecord.Service(late.Address.Port, $"0.{call.Trunk.Host}"));
        second.Reply(await second.ExpectAsync("INVITE"), "486 Busy Here");
        var transfer = (await failing).Transfers.Single();

        Assert.Equal([$"{silent.Port} Failed trunk_timeout -", $"{second.Address.Port} Failed busy 486"], transfer.Attempts.Select(FailoverRig.Tell));
        await late.ExpectSilenceAsync(TimeSpan.FromMilliseconds(100));
        await call.EndAsync();
    }

    [Fact]
    public async Task AddressThatDidNotAnswer_IsTriedLastNextTime_UntilItAnswersAgain()
    {
        using var silent = new SilentPeer();
        await using var second = new TemperedPeer();
        await using var call = await rig.CallByNameAsync(silent.Port, second.Port);
        await call.TransferAsync(TransferState.Failed);

        var next = (await call.TransferAsync(TransferState.Failed)).Transfers[^1];
        Assert.Equal([$"{second.Port} Failed busy 486"], next.Attempts.Select(FailoverRig.Tell));

        rig.Core.Get<TargetMemory>().Note(call.Trunk.Transport, new IPEndPoint(IPAddress.Loopback, silent.Port), answered: true);
        var third = (await call.TransferAsync(TransferState.Failed)).Transfers[^1];
        Assert.Equal([$"{silent.Port} Failed trunk_timeout -", $"{second.Port} Failed busy 486"], third.Attempts.Select(FailoverRig.Tell));
    }
}
