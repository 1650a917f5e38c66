using System.Globalization;
using System.Net;

namespace VoiceDock.Core.Trunks;

/// <summary>Puts the outcomes of a check into words; rule ids as in the design's table of symptoms.</summary>
public static class TrunkCheckWords
{
    public static TrunkCheckResult NoSuchHost(TrunkCheckSettings trunk) => Failed(
        TrunkCheckOutcome.NoSuchHost, "R01", $"The name {trunk.Host} does not exist in DNS.",
        "Check the spelling. A name of the office network needs the office's DNS server; the IP address works too.");

    /// <param name="why">The guard's own sentence, for example "169.254.169.254 is a link-local address".</param>
    public static TrunkCheckResult TargetRefused(TrunkCheckSettings trunk, string why) => Failed(
        TrunkCheckOutcome.TargetRefused, "R03", $"{trunk.Host} is not called: {why.TrimEnd('.')}.",
        "Use the PBX's own LAN or public address, and a port it uses for SIP.");

    public static TrunkCheckResult CredentialsUnreadable(Trunk trunk) => Failed(
        TrunkCheckOutcome.CredentialsUnreadable, "R22", $"The stored password of trunk '{trunk.Name}' cannot be read, so nothing is sent.", "Enter the password again.");

    /// <param name="asked">The addresses that were asked, in order.</param>
    /// <param name="bySrv">They come from SRV records.</param>
    public static TrunkCheckResult Silent(TrunkCheckSettings trunk, IReadOnlyList<IPEndPoint> asked, bool bySrv = false) => bySrv
        ? Failed(TrunkCheckOutcome.Silent, "R02", $"DNS sends us to {Join(asked)} for {trunk.Host}, and nothing answers there.",
            $"If the PBX listens elsewhere, set its port here: then the SRV records are not used. {TrunkPresets.For(trunk.Provider).WhenSilent}")
        : Failed(TrunkCheckOutcome.Silent, "R04", $"{trunk.Route} does not answer{Tried(asked)}.",
            $"{TrunkPresets.For(trunk.Provider).WhenSilent} Some peers ignore this check on purpose; then only a call shows whether the trunk works.");

    public static TrunkCheckResult PortClosed(TrunkCheckSettings trunk, IReadOnlyList<IPEndPoint> asked) => Failed(
        TrunkCheckOutcome.PortClosed, "R05",
        asked.Count == 1 ? $"The machine {trunk.Host} is there, but nothing listens on port {asked[0].Port}." : $"{trunk.Host} is there, but nothing listens{Tried(asked)}.",
        TrunkPresets.For(trunk.Provider).WhenClosed);

    /// <param name="why">What the TLS handshake said, for example "The certificate expired on 2026-01-31".</param>
    public static TrunkCheckResult TlsFailed(TrunkCheckSettings trunk, string? why) => Failed(
        TrunkCheckOutcome.TlsFailed, "R06", $"{trunk.Route} cannot be trusted over TLS: {(why ?? "the handshake failed").TrimEnd('.')}.",
        "Enter the name the PBX's certificate is for as the host. With a private authority, put its certificate into this trunk. TLS 1.2 or later is needed.");

    /// <summary>Any final answer means alive; some deserve a note.</summary>
    /// <param name="silent">Addresses that were asked before and gave no answer.</param>
    /// <param name="who">Who answered, where it is not the trunk's host.</param>
    public static TrunkCheckResult Answered(
        TrunkCheckSettings trunk, int status, string? reason, string? server, TimeSpan roundTrip, IReadOnlyList<IPEndPoint>? silent = null, string? who = null)
    {
        var took = roundTrip.TotalMilliseconds.ToString(roundTrip.TotalMilliseconds < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
        var (rule, note, advice) = Note(status);
        var before = silent is { Count: > 0 } ? $" {Join(silent)} gave no answer before." : "";
        var words = $"{who ?? trunk.Route.ToString()} answered {status} {Clean(reason, 60)}".TrimEnd() + $" in {took} ms{note}.{before}";
        var name = Clean(server, 200);
        return new TrunkCheckResult(TrunkCheckOutcome.Answered, true, roundTrip, status, name.Length == 0 ? null : name, rule, words, advice);
    }

    private static (string? Rule, string Note, string Advice) Note(int status) => status switch
    {
        >= 200 and < 300 => (null, "", ""),
        401 or 407 => ("R07", ": it is alive and asks for a password even for this check", "Nothing to do. Whether the password is right shows with the first call."),
        403 => ("R07", ": it is alive, but does not allow this check from our address", "If calls are refused too, allow this server's address on the PBX."),
        404 => ("R07", ": it is alive and has no entry for the checked address", "Nothing to do if calls work; else check the number format and the PBX's inbound route."),
        405 or 501 => ("R07", ": it is alive and does not take this kind of check. That is allowed", "Nothing to do."),
        503 => ("R19", ": it is alive, but busy or its own lines are down", "Try again in a minute; look at the PBX if it stays."),
        >= 300 and < 400 => (null, ": it is alive and points to another address, which is not followed", "Enter the address the PBX itself uses."),
        _ => ("R07", ": it is alive", "Nothing to do if calls work."),
    };

    private static TrunkCheckResult Failed(TrunkCheckOutcome outcome, string rule, string words, string advice) =>
        new(outcome, false, null, null, null, rule, words, advice);

    private static string Join(IReadOnlyList<IPEndPoint> targets) => string.Join(" and ", targets);

    // one address behind a host is what everybody expects
    private static string Tried(IReadOnlyList<IPEndPoint> asked) => asked.Count > 1 ? $" at {Join(asked)}" : "";

    // both texts come from the network
    private static string Clean(string? text, int longest)
    {
        var clean = string.Concat((text ?? "").Where(c => !char.IsControl(c))).Trim();
        return clean.Length <= longest ? clean : clean[..longest];
    }
}
