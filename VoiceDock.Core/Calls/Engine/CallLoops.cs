using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Calls that come round again: a transfer to a PBX that sends the number back here would never end by itself.</summary>
internal static class CallLoops
{
    /// <summary>Longest way of diversions a call may have behind it.</summary>
    public const int MostDiversions = 5;

    private const int MostHops = 70;

    /// <summary>Why the call is one of them, in words; null when it is not.</summary>
    public static string? Of(SipRequest invite)
    {
        if (invite.MaxForwards == 0)
            return "The call has passed as many machines as it may (Max-Forwards is 0): it goes round in circles. Check the routes of the PBX it came from.";
        // History-Info (RFC 7044) names the first target too, Diversion (RFC 5806) only those it was turned away from.
        var diversions = Math.Max(Count(invite, "Diversion"), Count(invite, "History-Info") - 1);
        return diversions > MostDiversions
            ? $"The call was diverted {diversions} times before it came here: it goes round in circles. Check the forwarding of the PBX it came from."
            : null;
    }

    /// <summary>Max-Forwards of a leg placed on behalf of another: one less than its own (RFC 7332 section 3), so that a circle comes to its end.</summary>
    public static int HopsAfter(SipRequest invite) => Math.Clamp(invite.MaxForwards - 1, 0, MostHops);

    private static int Count(SipRequest invite, string header) => invite.Headers.All(header).Sum(v => SipValueList.Split(v).Count);
}
