using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Diagnostics;
using VoiceDock.Tests.Interop.Matrix;
using VoiceDock.Tests.Interop.Peers;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Interop;

/// <summary>The doctor against Kamailio, healthy and with each fault it can play: it names that cause first, and no other.</summary>
[Trait("Kind", "Sip")]
public sealed class DoctorKamailioTests(FailoverRig rig) : IClassFixture<FailoverRig>
{
    private CallRig Core => rig.Core;

    [Theory]
    [InlineData("MD5", "udp")]
    [InlineData("SHA-256", "tcp")]
    [InlineData("SHA-256", "tls")]
    [Interop("Kamailio", "doctor")]
    public async Task HealthyPbx_IsFine(string algorithm, string transport)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, algorithm, certificatePem: authority.Issue(["127.0.0.1"], validDays: 90));
        var trunk = await Core.AddTrunkAsync(transport == "tls" ? pbx.TlsPort : pbx.Port, t => (t.Transport, t.TlsCaPem) = (transport, authority.AuthorityPem));

        var report = await Core.ExamineAsync(trunk);

        Assert.True(report.Verdict == DoctorVerdict.Ok && report.FirstCause is null, report.Describe());
        Assert.Contains(algorithm, report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        Assert.Contains(report.Check(CheckName.Options).Facts, f => f.StartsWith("Server: kamailio", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, pbx.Count("INVITE"));
        Assert.True(report.FinishedAt - report.CreatedAt < TimeSpan.FromSeconds(5), report.Describe());
    }

    [Theory]
    [InlineData("exit;", CheckName.Options, "R04")]
    [InlineData("if (is_method(\"OPTIONS\")) exit;", CheckName.Options, "R07")]
    [InlineData("if (is_method(\"REGISTER|INVITE\")) { sl_send_reply(\"403\", \"Forbidden\"); exit; }", CheckName.Credentials, "R10")]
    [InlineData("if (is_method(\"REGISTER\")) { sl_send_reply(\"404\", \"Unknown user\"); exit; }", CheckName.Credentials, "R11")]
    [InlineData("sl_send_reply(\"503\", \"Overloaded\"); exit;", CheckName.Options, "R19")]
    [Interop("Kamailio", "doctor")]
    public async Task Fault_IsNamedFirst_AndNoOther(string fault, CheckName check, string rule)
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, first: fault);
        var trunk = await Core.AddTrunkAsync(pbx.Port);

        (await Core.ExamineAsync(trunk)).HasOnly(check, rule);
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task PasswordThatIsWrong_IsR08()
    {
        await using var pbx = await KamailioPbx.StartAsync("another password");
        var trunk = await Core.AddTrunkAsync(pbx.Port);

        (await Core.ExamineAsync(trunk)).HasOnly(CheckName.Credentials, "R08");
        Assert.True(pbx.Count("REGISTER") <= 2, pbx.Output);
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task RegistrationThatIsNotTaken_IsR12_WhereTheTrunkRegisters_AndNothingElsewhere()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, first: "if (is_method(\"REGISTER\")) { sl_send_reply(\"405\", \"Method Not Allowed\"); exit; }");
        var registers = await Core.AddTrunkAsync(pbx.Port, t => t.Register = true);
        var quiet = await Core.AddTrunkAsync(pbx.Port);

        (await Core.ExamineAsync(registers)).HasOnly(CheckName.Register, "R12");
        var report = await Core.ExamineAsync(quiet);
        Assert.True(report.Verdict == DoctorVerdict.Ok, report.Describe());
        Assert.Contains("without a call", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        await Core.Get<TrunkStore>().DeleteAsync(registers.Id, CallRig.Operator);
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task CallToNobody_ProvesThePassword_WhereRegisterIsNotTaken()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, first: "if (is_method(\"REGISTER\")) { sl_send_reply(\"405\", \"Method Not Allowed\"); exit; }");
        var right = await Core.AddTrunkAsync(pbx.Port);
        var wrong = await Core.AddTrunkAsync(pbx.Port, t => t.Password = "wrong");

        var report = await Core.ExamineAsync(right, DoctorMode.Nobody);
        Assert.Contains("are right", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        (await Core.ExamineAsync(wrong, DoctorMode.Nobody)).HasOnly(CheckName.Credentials, "R08");
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task InboundCallsSwitchedOff_IsR14()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, first: "if (is_method(\"INVITE\")) { sl_send_reply(\"600\", \"Busy Everywhere\"); exit; }");
        var trunk = await Core.AddTrunkAsync(pbx.Port, t => t.Provider = "3cx");

        var report = await Core.ExamineAsync(trunk, DoctorMode.Ring, "200");

        report.HasOnly(CheckName.Transfer, "R14");
        Assert.Contains("no inbound calls", report.FirstCause!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task AnotherRealmThanThePinnedOne_GetsNoDigest_AndIsSaid()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        var trunk = await Core.AddTrunkAsync(pbx.Port, t => t.Realm = "old.example");

        var report = await Core.ExamineAsync(trunk);

        Assert.True(report.FirstCause is { Name: CheckName.Credentials, Rule: null, Status: CheckStatus.Problem }, report.Describe());
        Assert.Contains(KamailioPbx.Realm, report.FirstCause.Cause, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => pbx.Count("REGISTER") == 1, () => $"Kamailio saw one REGISTER:\n{pbx.Output}");
    }

    [Theory]
    [InlineData("127.0.0.1", -1, "R06", "expired")]
    [InlineData("pbx.example.com", 90, "R06", "not for 127.0.0.1")]
    [InlineData("127.0.0.1", 9, "R27", "expires on")]
    [Interop("Kamailio", "doctor", "TLS")]
    public async Task CertificateThatIsBad_IsNamed(string name, int validDays, string rule, string words)
    {
        using var authority = new TestCertificates();
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, certificatePem: authority.Issue([name], validDays));
        var trunk = await Core.AddTrunkAsync(pbx.TlsPort, t => (t.Transport, t.TlsCaPem) = ("tls", authority.AuthorityPem));

        var report = await Core.ExamineAsync(trunk);

        report.HasOnly(CheckName.Connect, rule);
        Assert.Contains(words, report.FirstCause!.Cause, StringComparison.Ordinal);
        Assert.Contains(report.Check(CheckName.Connect).Facts, f => f.StartsWith($"Certificate for {name}", StringComparison.Ordinal));
    }

    [Fact]
    [Interop("Kamailio", "doctor", "TLS")]
    public async Task UnknownAuthority_IsR06()
    {
        using var authority = new TestCertificates();
        using var other = new TestCertificates("Another authority");
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password, certificatePem: authority.Issue(["127.0.0.1"]));
        var trunk = await Core.AddTrunkAsync(pbx.TlsPort, t => (t.Transport, t.TlsCaPem) = ("tls", other.AuthorityPem));

        var report = await Core.ExamineAsync(trunk);

        report.HasOnly(CheckName.Connect, "R06");
        Assert.Contains("unknown authority", report.FirstCause!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    [Interop("Kamailio", "doctor")]
    public async Task FirstSrvTargetThatIsDead_IsR02_AndTheSecondIsExamined()
    {
        await using var pbx = await KamailioPbx.StartAsync(CallRig.Password);
        using var silent = new SilentPeer();
        rig.Dns.Set("_sip._udp.dead-first.example", DnsRecord.Service(silent.Port, "a.dead-first.example", priority: 0), DnsRecord.Service(pbx.Port, "b.dead-first.example", priority: 1));
        rig.Dns.Set("a.dead-first.example", DnsRecord.Address("127.0.0.1"));
        rig.Dns.Set("b.dead-first.example", DnsRecord.Address("127.0.0.1"));
        var trunk = await Core.AddTrunkAsync(pbx.Port, t => (t.Host, t.Port) = ("dead-first.example", null));

        var report = await Core.ExamineAsync(trunk);

        report.HasOnly(CheckName.Options, "R02");
        Assert.Contains($"{silent.Port}", report.FirstCause!.Cause, StringComparison.Ordinal);
        Assert.Contains("are right", report.Check(CheckName.Credentials).Cause, StringComparison.Ordinal);
        Assert.Contains(report.Check(CheckName.Dns).Facts, f => f.Contains("priority 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NameThatDoesNotExist_IsR01()
    {
        var trunk = await Core.AddTrunkAsync(5060, t => (t.Host, t.Port) = ("nowhere.example", null));

        (await Core.ExamineAsync(trunk)).HasOnly(CheckName.Dns, "R01");
    }
}
