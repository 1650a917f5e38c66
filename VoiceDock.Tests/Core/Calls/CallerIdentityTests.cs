using System.Net;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Engine;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>Policy and header of the caller ID, with an account in the trunk or without, and with a caller who withheld the number.</summary>
[Trait("Kind", "Unit")]
public sealed class CallerIdentityTests
{
    private const string Caller = "+31612345678";
    private const string Ours = "+31201234567";
    private const string Fixed = "+31880000001";

    // policy, header, account, caller: what leaves, From first
    [Theory]
    [InlineData("caller", "from", false, Caller, """From: "Ada" <sip:+31612345678@pbx>""")]
    [InlineData("caller", "from", true, Caller, """From: "Ada" <sip:+31612345678@pbx>""")]
    [InlineData("caller", "pai", false, Caller, """From: "Ada" <sip:+31612345678@pbx>|P-Asserted-Identity: "Ada" <sip:+31612345678@pbx>""")]
    [InlineData("caller", "pai", true, Caller, """From: "Ada" <sip:dock@pbx>|P-Asserted-Identity: "Ada" <sip:+31612345678@pbx>""")]
    [InlineData("caller", "rpid", true, Caller, """From: "Ada" <sip:dock@pbx>|Remote-Party-ID: "Ada" <sip:+31612345678@pbx>;party=calling;privacy=off;screen=yes""")]
    [InlineData("caller", "diversion", true, Caller, """From: "Ada" <sip:+31612345678@pbx>|Diversion: <sip:+31880000001@pbx>;reason=unconditional""")]
    [InlineData("number", "from", true, Caller, "From: <sip:+31880000001@pbx>")] // the trunk's own number before the one that was called
    [InlineData("fixed", "from", false, Caller, "From: <sip:+31880000001@pbx>")]
    [InlineData("fixed", "pai", true, Caller, "From: <sip:dock@pbx>|P-Asserted-Identity: <sip:+31880000001@pbx>")]
    [InlineData("fixed", "rpid", false, Caller, "From: <sip:+31880000001@pbx>|Remote-Party-ID: <sip:+31880000001@pbx>;party=calling;privacy=off;screen=yes")]
    [InlineData("fixed", "diversion", false, Caller, "From: <sip:+31880000001@pbx>|Diversion: <sip:+31880000001@pbx>;reason=unconditional")]
    [InlineData("caller", "from", false, null, """From: "Anonymous" <sip:anonymous@anonymous.invalid>|Privacy: id""")]
    [InlineData("caller", "from", true, null, """From: "Anonymous" <sip:dock@pbx>|Privacy: id""")]
    [InlineData("caller", "pai", true, null, """From: "Anonymous" <sip:dock@pbx>|Privacy: id""")]
    [InlineData("caller", "rpid", false, null, """From: "Anonymous" <sip:anonymous@anonymous.invalid>|Remote-Party-ID: "Anonymous" <sip:anonymous@anonymous.invalid>;party=calling;privacy=full;screen=no|Privacy: id""")]
    [InlineData("caller", "diversion", false, null, """From: "Anonymous" <sip:anonymous@anonymous.invalid>|Diversion: <sip:+31880000001@pbx>;reason=unconditional|Privacy: id""")]
    [InlineData("fixed", "pai", false, null, "From: <sip:+31880000001@pbx>|P-Asserted-Identity: <sip:+31880000001@pbx>")]
    public void Shown_IsWhatPolicyAndHeaderSay(string policy, string header, bool hasAccount, string? caller, string expected) =>
        Assert.Equal(expected, Show(Made(policy, header, hasAccount, Fixed), caller));

    [Theory]
    [InlineData("number", "from", "From: <sip:+31201234567@pbx>")]
    [InlineData("number", "pai", "From: <sip:+31201234567@pbx>|P-Asserted-Identity: <sip:+31201234567@pbx>")]
    [InlineData("caller", "diversion", """From: "Ada" <sip:+31612345678@pbx>|Diversion: <sip:+31201234567@pbx>;reason=unconditional""")]
    public void TrunkWithoutANumberOfItsOwn_ShowsTheNumberThatWasCalled(string policy, string header, string expected) =>
        Assert.Equal(expected, Show(Made(policy, header, hasAccount: false, number: null), Caller));

    [Fact]
    public void RetryAfterARefusal_ShowsTheTrunksNumberAndNoName()
    {
        var plan = Plan(Made("caller", "pai", hasAccount: false, Fixed), Caller) with { CallerId = CallerIdPolicy.Number };

        Assert.Equal("From: <sip:+31880000001@pbx>|P-Asserted-Identity: <sip:+31880000001@pbx>", Show(plan));
    }

    [Fact]
    public void FromUserAndDomain_StandInFrom_WhereTheNumberHasAHeaderOfItsOwn()
    {
        var trunk = TrunkSamples.Made(t => (t.CallerIdPolicy, t.CallerIdHeader, t.FromUser, t.FromDomain) = ("caller", "pai", "account", "sip.example.com"));

        Assert.Equal("""From: "Ada" <sip:account@sip.example.com>|P-Asserted-Identity: "Ada" <sip:+31612345678@sip.example.com>""", Show(trunk, Caller));
    }

    private static Trunk Made(string policy, string header, bool hasAccount, string? number) => TrunkSamples.Made(t =>
        (t.CallerIdPolicy, t.CallerIdHeader, t.Username, t.Password, t.CallerIdNumber) = (policy, header, hasAccount ? "dock" : null, null, number));

    private static string Show(Trunk trunk, string? caller) => Show(Plan(trunk, caller));

    private static string Show(DialPlan plan)
    {
        var identity = CallerIdentity.For(plan, "pbx");
        return string.Join('|', identity.Headers.Select(h => $"{h.Name}: {h.Value}").Prepend($"From: {identity.From}"));
    }

    private static DialPlan Plan(Trunk trunk, string? caller) => new(trunk, IPEndPoint.Parse("192.0.2.1:5060"), "200", caller, caller is null ? null : "Ada", Ours);
}
