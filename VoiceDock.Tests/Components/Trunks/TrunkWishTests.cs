using VoiceDock.Core.Diagnostics.Waiting;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Trunks;

namespace VoiceDock.Tests.Components.Trunks;

/// <summary>A link fills the form of a new trunk, and nothing that is not understood gets into it.</summary>
[Trait("Kind", "Unit")]
public sealed class TrunkWishTests
{
    [Fact]
    public void Proposal_BecomesALink() => Assert.Equal(
        "/trunks/new?preset=freepbx&host=2001%3Adb8%3A%3A5&transport=tcp&port=5070&number_format=e164_00&codecs=PCMU,PCMA&registration_username=a%26b",
        TrunkWish.LinkTo(new TrunkProposal(TrunkPresets.FreePbx, "2001:db8::5", 5070, TrunkTransport.Tcp, NumberFormat.E164DoubleZero, ["PCMU", "PCMA"], "a&b")));

    [Fact]
    public void Link_FillsTheForm()
    {
        var input = TrunkInput.From(TrunkPresets.FreePbx);
        new TrunkWish("192.0.2.5", 5070, "tcp", "e164_00", "PCMU,PCMA", "pbx").Fill(input);
        Assert.Equal(("192.0.2.5", 5070, "tcp", "e164_00", "pbx", true), (input.Host, input.Port, input.Transport, input.NumberFormat, input.RegistrationUsername, input.AcceptsRegistration));
        Assert.Equal((IEnumerable<string>)["PCMU", "PCMA"], input.Codecs);
    }

    [Fact]
    public void Address_WithItsPort_IsTakenApart()
    {
        var input = TrunkInput.From(TrunkPresets.FreePbx);
        new TrunkWish("192.0.2.5:5072").Fill(input);
        Assert.Equal(("192.0.2.5", 5072), (input.Host, input.Port));
    }

    [Fact]
    public void WhatIsNotUnderstood_LeavesTheDefaults()
    {
        var (input, before) = (TrunkInput.From(TrunkPresets.FreePbx), TrunkInput.From(TrunkPresets.FreePbx));
        new TrunkWish(new string('x', 300), -1, "smoke", "roman", "opus,<script>", new string('x', 65)).Fill(input);
        Assert.Equal((before.Host, before.Port, before.Transport, before.NumberFormat, before.AcceptsRegistration), (input.Host, input.Port, input.Transport, input.NumberFormat, input.AcceptsRegistration));
        Assert.Equal(before.Codecs, input.Codecs);
    }
}
