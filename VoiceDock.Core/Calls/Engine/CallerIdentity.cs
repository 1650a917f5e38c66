using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Who the destination sees calling: From and the identity headers by the trunk's policy. Nothing else of the inbound leg leaves.</summary>
internal sealed record CallerIdentity(NameAddr From, IReadOnlyList<(string Name, string Value)> Headers)
{
    private static readonly NameAddr Nobody = new() { DisplayName = "Anonymous", Uri = new SipUri { Scheme = "sip", User = "anonymous", Host = "anonymous.invalid" } };

    public static CallerIdentity For(DialPlan plan, string host)
    {
        var trunk = plan.Trunk;
        var number = NumberOf(trunk, plan.CallerId, plan.CallerNumber, plan.OurNumber);
        var name = plan.CallerId == CallerIdPolicy.Caller ? plan.CallerName : null;
        var domain = trunk.FromDomain ?? host;
        if (number is null)
            return Anonymous(plan, domain);
        var from = Address(FromUser(trunk, number), domain, name);
        var shown = Address(number, domain, name).ToString();
        return trunk.CallerIdHeader switch
        {
            CallerIdHeader.Pai => new CallerIdentity(from, [("P-Asserted-Identity", shown)]),
            CallerIdHeader.Rpid => new CallerIdentity(from, [("Remote-Party-ID", shown + ";party=calling;privacy=off;screen=yes")]),
            _ => new CallerIdentity(from, Diversion(plan, domain)),
        };
    }

    /// <summary>The number the destination sees; null: none, the call is anonymous.</summary>
    public static string? NumberOf(Trunk trunk, CallerIdPolicy policy, string? callerNumber, string? ourNumber) => policy switch
    {
        CallerIdPolicy.Caller => callerNumber,
        CallerIdPolicy.Fixed => trunk.CallerIdNumber,
        _ => trunk.CallerIdNumber ?? ourNumber,
    };

    // The number, unless it has a header of its own: then the account may stand here.
    private static string FromUser(Trunk trunk, string number) => trunk.CallerIdHeader switch
    {
        CallerIdHeader.Pai or CallerIdHeader.Rpid => trunk.FromUser ?? trunk.Username ?? number,
        _ => number,
    };

    // RFC 3323: a caller who withheld the number stays unknown. Remote-Party-ID has a word of its own for it.
    private static CallerIdentity Anonymous(DialPlan plan, string domain)
    {
        var account = plan.Trunk.FromUser ?? plan.Trunk.Username;
        var from = account is null ? Nobody : Address(account, domain, "Anonymous");
        IEnumerable<(string Name, string Value)> party =
            plan.Trunk.CallerIdHeader == CallerIdHeader.Rpid ? [("Remote-Party-ID", $"{Nobody};party=calling;privacy=full;screen=no")] : [];
        return new CallerIdentity(from, [.. party, .. Diversion(plan, domain), ("Privacy", "id")]);
    }

    // RFC 5806: who sent the call on. The account's own number where the trunk has one: a provider lets a foreign caller pass for its sake.
    private static IReadOnlyList<(string Name, string Value)> Diversion(DialPlan plan, string domain) =>
        plan.Trunk.CallerIdHeader == CallerIdHeader.Diversion && !plan.IsOriginal && (plan.Trunk.CallerIdNumber ?? plan.OurNumber) is { } own
            ? [("Diversion", Address(own, domain, null) + ";reason=unconditional")]
            : [];

    private static NameAddr Address(string user, string domain, string? name) =>
        new() { DisplayName = name, Uri = new SipUri { Scheme = "sip", User = user, Host = domain } };
}
