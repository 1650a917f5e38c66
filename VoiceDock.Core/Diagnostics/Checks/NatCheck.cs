using System.Net;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Security;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>Our address as the peer sees it (RFC 3581) against what we name, and what the peer names as its own.</summary>
internal sealed class NatCheck : ICheck
{
    public CheckName Name => CheckName.Nat;

    public bool IsPartOf(DoctorMode mode) => mode != DoctorMode.DryRun;

    public async Task<Finding> RunAsync(Examination exam, CancellationToken ct)
    {
        if (exam.Unreachable is { } why) return Finding.Skipped(why);
        var answer = exam.Options.FirstOrDefault(o => o.IsAnswered) ?? await exam.AskBindingsAsync(ct);
        if (!answer.IsAnswered) return Finding.Skipped("No answer to look at.");
        var finding = Ours(exam, answer) ?? Theirs(exam, answer) ?? (answer.SeenAddress is null && answer.SeenPort is null
            ? Finding.Ok("The peer does not say where it sees us; nothing speaks against our address.")
            : Finding.Ok("The peer sees us where we say we are."));
        return finding with { Received = Seen(answer), Sent = $"Via {answer.NamedAddress}" };
    }

    private static Finding? Ours(Examination exam, ProbeAnswer answer)
    {
        var (named, seen) = (answer.NamedAddress, answer.SeenAddress);
        if (seen is not null && !seen.Equals(named.Address))
        {
            return exam.Warning("R21",
                $"We name {named.Address} as our address, and the peer sees us at {seen}: its answers inside a call and its audio may go to the wrong place.");
        }

        if (seen is null && AddressTable.Classify(named.Address) == AddressClass.Private && AddressTable.Classify(answer.Target.Address) == AddressClass.Public)
        {
            return exam.Warning("R21", $"We name {named.Address} as our address, a private one, and the peer is outside our network: it cannot send there.");
        }

        var rewritten = exam.Trunk.Transport == TrunkTransport.Udp && answer.SeenPort is { } port && port != named.Port;
        return rewritten
            ? exam.Warning("R25", $"Our packets leave from port {named.Port} and reach the peer from port {answer.SeenPort}: a router on the way rewrites them.")
            : null;
    }

    private static Finding? Theirs(Examination exam, ProbeAnswer answer)
    {
        if (answer.ContactAddress is not { } contact || contact.Equals(answer.Target.Address)) return null;
        return PrivateAddress.IsWrongFor(contact, answer.Target.Address)
            ? exam.Warning("R24", $"The PBX names {contact} as its address, a private one, although it is reached at {answer.Target.Address}; it does not know its public address.")
            : null;
    }

    private static string? Seen(ProbeAnswer answer) => (answer.SeenAddress, answer.SeenPort) switch
    {
        (null, null) => null,
        ({ } address, { } port) => $"received {new IPEndPoint(address, port)}",
        ({ } address, null) => $"received {address}",
        (null, { } port) => $"rport {port}",
    };
}
