using System.Net;
using VoiceDock.Core.Practice;
using VoiceDock.Tests.Sip.Peers;

namespace VoiceDock.Tests.Core.Practice;

/// <summary>Addresses a practice PBX names that are not where it, or we, are.</summary>
[Trait("Kind", "Sip")]
public sealed class AddressFaultTests
{
    [Fact]
    public async Task PrivateAddressInContact_IsInAnswersToCallsAndOptions()
    {
        await using var rig = FaultyPbx.With(PracticeFault.PrivateAddressInContact());

        Assert.Equal("10.11.12.13", (await rig.AskAsync("OPTIONS")).Response!.Contact!.Uri.Host);
        var (session, events) = rig.Call();
        var answer = await FaultyPbx.AnsweredAsync(events);
        Assert.Equal(("10.11.12.13", rig.Pbx.Address.Port), (answer.Contact!.Uri.Host, answer.Contact.Uri.Port));
        Assert.Contains("c=IN IP4 127.0.0.1\r\n", session.RemoteSdp, StringComparison.Ordinal);
        session.HangUp();
    }

    [Fact]
    public async Task PrivateAddressInSdp_IsInAnswersAndOffers()
    {
        await using var rig = FaultyPbx.With(PracticeFault.PrivateAddressInSdp(IPAddress.Parse("192.168.7.7")));
        var (session, events) = rig.Call();
        var answer = await FaultyPbx.AnsweredAsync(events);
        Assert.Contains("c=IN IP4 192.168.7.7\r\n", session.RemoteSdp, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", answer.Contact!.Uri.Host);
        session.HangUp();

        var caller = rig.Pbx.Call(rig.Agent.Address, "100", "+442079460123", "Ada Marsh");

        var (inbound, _) = await rig.Agent.NextCallAsync();
        Assert.Contains("c=IN IP4 192.168.7.7\r\n", inbound.RemoteSdp, StringComparison.Ordinal);
        inbound.Reject(486);
        await caller.Over;
    }

    [Theory]
    [InlineData("OPTIONS", "200")]
    [InlineData("REGISTER", "401")]
    [InlineData("INVITE", "401")]
    public async Task RewrittenAddress_IsInEveryAnswersVia_WhichComesBackAllTheSame(string method, string status)
    {
        await using var rig = FaultyPbx.With(PracticeFault.RewrittenAddress());
        using var phone = new ScriptedPhone();

        phone.Send(phone.Request(method, rig.Pbx.Address, body: method == "INVITE" ? ScriptedPhone.Sdp : ""), rig.Pbx.Address);

        var via = (await phone.ExpectLaterAsync(status)).Header("Via");
        Assert.StartsWith($"SIP/2.0/UDP {phone.Address};", via, StringComparison.Ordinal);
        Assert.Contains(";received=198.51.100.7", via, StringComparison.Ordinal);
        Assert.Contains(";rport=1024", via, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RewrittenAddress_CallsGoOn()
    {
        await using var rig = FaultyPbx.With(PracticeFault.RewrittenAddress(new IPEndPoint(IPAddress.Parse("203.0.113.9"), 40_000)));
        var (session, events) = rig.Call();

        var answer = await FaultyPbx.AnsweredAsync(events);

        Assert.Equal((IPAddress.Parse("203.0.113.9"), 40_000), (answer.TopVia.Received, answer.TopVia.RPort));
        session.HangUp();
        await rig.Agent.AssertEmptyAsync();
    }

    [Fact]
    public async Task TwoBindings_AreListedByARegister()
    {
        await using var rig = FaultyPbx.With(PracticeFault.TwoBindings());

        var response = (await rig.AskAsync("REGISTER")).Response!;

        Assert.Equal(200, response.StatusCode);
        Assert.Equal([rig.Agent.Address.ToString(), "10.0.0.7:5060"], response.Headers.All("Contact").Select(c => c.Split('@')[1].Split('>')[0]));
    }
}
