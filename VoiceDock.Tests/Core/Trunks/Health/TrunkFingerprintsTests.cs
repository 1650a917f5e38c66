using System.Net;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>What a peer says of itself is remembered, and what changes is told once.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkFingerprintsTests
{
    private static readonly DateTime End = new(2027, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly PeerFingerprint Asterisk = new(
        IPEndPoint.Parse("192.0.2.5:5061"), "Asterisk PBX 20", ["INVITE", "ACK", "INFO"], ["PCMA", "PCMU"], new PeerCertificateFacts("Our CA", End, "AA"));

    private readonly HealthTable _it = new();

    [Fact]
    public async Task FirstAnswer_ChangesNothing_AndIsKept()
    {
        Assert.Empty(await CompareAsync(Asterisk));
        Assert.Empty(await CompareAsync(Asterisk));
        Assert.Equal(1, _it.Shelf.Writes);
    }

    [Fact]
    public async Task EveryPartThatChanges_IsSaidInWords()
    {
        await CompareAsync(Asterisk);

        Assert.Equal(
            [
                "Server changed from Asterisk PBX 20 to Asterisk PBX 22.",
                "Allow changed: INFO gone, REFER new.",
                "Codecs changed from PCMA, PCMU to G729.",
                "Certificate changed: now from Other CA until 2027-03-01, before from Our CA.",
            ],
            await CompareAsync(Asterisk with
            {
                Server = "Asterisk PBX 22",
                Allow = ["ACK", "INVITE", "REFER"],
                Codecs = ["G729"],
                Certificate = new PeerCertificateFacts("Other CA", End, "BB"),
            }));
    }

    [Fact]
    public async Task RenewedCertificate_SaysUntilWhen()
    {
        await CompareAsync(Asterisk);
        Assert.Equal(
            ["Certificate changed: again from Our CA, until 2028-03-01 (before until 2027-03-01)."],
            await CompareAsync(Asterisk with { Certificate = new PeerCertificateFacts("Our CA", End.AddYears(1), "BB") }));
    }

    [Fact]
    public async Task WhatARefusalDoesNotSay_IsNoChange_AndIsNotForgotten()
    {
        await CompareAsync(Asterisk);
        Assert.Empty(await CompareAsync(Asterisk with { Server = null, Allow = null, Codecs = null, Certificate = null }));
        Assert.Single(await CompareAsync(Asterisk with { Server = "3CX" }));
    }

    [Fact]
    public async Task AnotherOrderOfMethods_IsNoChange_OfCodecsItIs()
    {
        await CompareAsync(Asterisk);
        Assert.Empty(await CompareAsync(Asterisk with { Allow = ["INFO", "INVITE", "ACK"] }));
        Assert.Single(await CompareAsync(Asterisk with { Codecs = ["PCMU", "PCMA"] }));
    }

    [Fact]
    public async Task OtherAddressOfTheTrunk_HasAFingerprintOfItsOwn()
    {
        await CompareAsync(Asterisk);
        Assert.Empty(await CompareAsync(Asterisk with { Target = IPEndPoint.Parse("192.0.2.6:5061"), Server = "Kamailio" }));
        Assert.Empty(await CompareAsync(Asterisk));
    }

    [Fact]
    public async Task BackAndForth_IsToldOnceAnHour()
    {
        await CompareAsync(Asterisk);
        Assert.Single(await CompareAsync(Asterisk with { Server = "B" }));
        Assert.Empty(await CompareAsync(Asterisk));
        Assert.Empty(await CompareAsync(Asterisk with { Server = "B" }));

        _it.Time.Advance(TrunkFingerprints.Quiet);
        Assert.Equal(["Server changed from B to Asterisk PBX 20."], await CompareAsync(Asterisk));
    }

    [Fact]
    public async Task FullDisk_IsLogged_AndTheChangeToldAllTheSame()
    {
        await CompareAsync(Asterisk);
        _it.Shelf.IsBroken = true;
        Assert.Single(await CompareAsync(Asterisk with { Server = "B" }));
    }

    private Task<IReadOnlyList<string>> CompareAsync(PeerFingerprint peer) => _it.Fingerprints.CompareAsync(_it.Trunk, peer);
}
