using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Who the destination sees calling: From and the identity headers by the trunk's policy. Nothing else of the inbound leg leaves.</summary>
internal sealed record CallerIdentity(NameAddr From, IReadOnlyList<(string Name, string Value)> Headers)
{
    public static CallerIdentity For(DialPlan plan, string host)
    {
        var trunk = plan.Trunk;
        var number = NumberOf(trunk, plan.CallerId, plan.CallerNumber, plan.OurNumber);
        var name = plan.CallerId == CallerIdPolicy.Caller ? plan.CallerName : null;
        var account = trunk.FromUser ?? trunk.Username;
        var domain = trunk.FromDomain ?? host;
        if (number is null)
            return Anonymous(account, domain);
        // In From unless the trunk wants its account there and the number beside it.
        var fromUser = trunk.CallerIdHeader == CallerIdHeader.From ? number : account ?? number;
        var from = Address(fromUser, domain, name);
        var shown = Address(number, domain, name).ToString();
        return trunk.CallerIdHeader switch
        {
            CallerIdHeader.Pai => new CallerIdentity(from, [("P-Asserted-Identity", shown)]),
            CallerIdHeader.Rpid => new CallerIdentity(from, [("Remote-Party-ID", shown + ";party=calling;privacy=off;screen=yes")]),
            CallerIdHeader.Diversion => new CallerIdentity(from, Diversion(plan, domain)),
            _ => new CallerIdentity(from, []),
        };
    }

    /// <summary>The number the destination sees; null: none, the call is anonymous.</summary>
    public static string? NumberOf(Trunk trunk, CallerIdPolicy policy, string? callerNumber, string? ourNumber) => policy switch
    {
        CallerIdPolicy.Caller => callerNumber,
        CallerIdPolicy.Fixed => trunk.CallerIdNumber,
        _ => trunk.CallerIdNumber ?? ourNumber,
    };

    // RFC 3323: a caller who withheld the number stays unknown.
    private static CallerIdentity Anonymous(string? account, string domain)
    {
        var from = account is null
            ? new NameAddr { DisplayName = "Anonymous", Uri = new SipUri { Scheme = "sip", User = "anonymous", Host = "anonymous.invalid" } }
            : Address(account, domain, "Anonymous");
        return new CallerIdentity(from, [("Privacy", "id")]);
    }

    private static IReadOnlyList<(string Name, string Value)> Diversion(DialPlan plan, string domain) =>
        plan.OurNumber is null ? [] : [("Diversion", Address(plan.OurNumber, domain, null) + ";reason=unconditional")];

    private static NameAddr Address(string user, string domain, string? name) =>
        new() { DisplayName = name, Uri = new SipUri { Scheme = "sip", User = user, Host = domain } };
}
