using System.Net;
using Microsoft.Extensions.Configuration;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

[Trait("Kind", "Unit")]
public sealed class OutboundTargetGuardTests
{
    private const int Port = 5060;

    [Theory]
    [InlineData(1)]
    [InlineData(80)]
    [InlineData(443)]
    [InlineData(1023)]
    [InlineData(3306)]
    [InlineData(5038)]
    [InlineData(5432)]
    [InlineData(6379)]
    [InlineData(8021)]
    [InlineData(0)]
    [InlineData(65536)]
    public void Check_SystemAndDatabasePorts_AreRefused(int port) => Assert.False(Guard("any").Check(IPAddress.Parse("203.0.113.5"), port).IsAllowed);

    [Fact]
    public void Check_MediaPort_IsHeldToTheShorterList()
    {
        var guard = Guard("any");
        Assert.True(guard.Check(IPAddress.Parse("203.0.113.5"), 15672, TargetUse.Media).IsAllowed);
        Assert.False(guard.Check(IPAddress.Parse("203.0.113.5"), 15672).IsAllowed);
        Assert.False(guard.Check(IPAddress.Parse("203.0.113.5"), 11211, TargetUse.Media).IsAllowed);
    }

    [Theory]
    [InlineData("10.1.2.3", false)]
    [InlineData("192.168.7.20", true)]
    [InlineData("::ffff:192.168.7.20", true)]
    [InlineData("192.168.8.20", false)]
    [InlineData("fd12::1", false)]
    [InlineData("203.0.113.5", true)]
    [InlineData("127.0.0.1", false)]
    public void Check_ListedMode_AllowsPublicAndListedOnly(string address, bool allowed) =>
        Assert.Equal(allowed, Guard("listed", list: "192.168.7.0/24, 10.9.9.9").Check(IPAddress.Parse(address), Port).IsAllowed);

    [Theory]
    [InlineData("203.0.113.5", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("169.254.1.1", false)]
    public void Check_LoopbackMode_StaysOnThisMachine(string address, bool allowed) =>
        Assert.Equal(allowed, Guard("loopback").Check(IPAddress.Parse(address), Port).IsAllowed);

    [Fact]
    public void Check_Demo_ForcesLoopbackWhateverIsSet() => Assert.Equal(TargetMode.Loopback, Options("any", null, demo: true).Mode);

    [Theory]
    [InlineData("any")]
    [InlineData("listed")]
    [InlineData("loopback")]
    public void Admit_PracticePbx_OpensExactlyItsEndpointUntilDisposed(string mode)
    {
        var guard = Guard(mode);
        using var own = guard.AddOwnListener(new IPEndPoint(IPAddress.Any, 40001));
        using (guard.Admit(new IPEndPoint(IPAddress.Loopback, 40001)))
        {
            Assert.True(guard.Check(IPAddress.Loopback, 40001).IsAllowed);
            Assert.True(guard.Check(IPAddress.Parse("::ffff:127.0.0.1"), 40001).IsAllowed);
            Assert.False(guard.Check(IPAddress.Parse("127.0.0.2"), 40001).IsAllowed);
        }

        Assert.False(guard.Check(IPAddress.Loopback, 40001).IsAllowed);
    }

    [Fact]
    public void Admit_AddressOffThisMachine_Throws() => Assert.Throws<ArgumentException>(() => Guard("any").Admit(new IPEndPoint(IPAddress.Parse("10.0.0.1"), Port)));

    [Theory]
    [InlineData("10.1.2.3", 5060, true)]
    [InlineData("127.0.0.1", 5070, true)]
    [InlineData("203.0.113.5", 5060, true)]
    [InlineData(null, 5060, true)]
    [InlineData(null, 443, false)]
    [InlineData(null, 5038, false)]
    [InlineData("169.254.169.254", 5060, false)]
    [InlineData("::ffff:169.254.169.254", 5060, false)]
    public void CheckStorable_WhatNoModeEverAllows_IsRefused(string? literal, int port, bool allowed)
    {
        var guard = Guard("loopback");
        using var own = guard.AddOwnListener(new IPEndPoint(IPAddress.Any, 5060));
        Assert.Equal(allowed, guard.CheckStorable(literal is null ? null : IPAddress.Parse(literal), port).IsAllowed);
    }

    [Fact]
    public void Check_ListedLoopbackEndpoint_IsAdmitted()
    {
        var guard = Guard("any", list: "127.0.0.1:5070");
        Assert.True(guard.Check(IPAddress.Loopback, 5070).IsAllowed);
        Assert.False(guard.Check(IPAddress.Loopback, 5071).IsAllowed);
    }

    [Fact]
    public void Check_OwnListeners_AreRefusedOnEveryOwnAddress()
    {
        var guard = Guard("any", own: ["192.168.7.1", "2001:db8::7"]);
        using var sip = guard.AddOwnListener(new IPEndPoint(IPAddress.Any, 5060));
        using var media = guard.AddOwnPorts(port => port == 20000);
        Assert.False(guard.Check(IPAddress.Parse("192.168.7.1"), 5060).IsAllowed);
        Assert.False(guard.Check(IPAddress.Parse("2001:db8::7"), 5060).IsAllowed);
        Assert.False(guard.Check(IPAddress.Parse("192.168.7.1"), 20000, TargetUse.Media).IsAllowed);
        Assert.True(guard.Check(IPAddress.Parse("192.168.7.1"), 5062).IsAllowed);
        Assert.True(guard.Check(IPAddress.Parse("192.168.7.2"), 5060).IsAllowed);
    }

    [Fact]
    public void Check_ListenerOnOneAddress_LeavesTheOthersAlone()
    {
        var guard = Guard("loopback");
        using var http = guard.AddOwnListener(new IPEndPoint(IPAddress.Loopback, 5080));
        Assert.False(guard.Check(IPAddress.Loopback, 5080).IsAllowed);
        Assert.True(guard.Check(IPAddress.Parse("127.0.0.2"), 5080).IsAllowed);
    }

    [Theory]
    [InlineData("everything", null, "Sip:Targets")]
    [InlineData("any", "10.0.0.1:5060", "Sip:ListedTargets")]
    [InlineData("any", "pbx.example", "Sip:ListedTargets")]
    public void Settings_Wrong_ExitWithKeyValueAndWhatIsAllowed(string mode, string? list, string key)
    {
        var refused = Assert.Throws<StartupException>(() => Options(mode, list, demo: false));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(key, refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("allowed are", refused.Sentence, StringComparison.Ordinal);
    }

    private static TargetOptions Options(string mode, string? list, bool demo) => TargetOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection([new("Sip:Targets", mode), new("Sip:ListedTargets", list)]).Build(), new RunMode(demo));

    private static OutboundTargetGuard Guard(string mode, string? list = null, string[]? own = null) =>
        new(Options(mode, list, demo: false), new OwnListeners(() => (own ?? []).Select(IPAddress.Parse)));
}
