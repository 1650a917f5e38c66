using System.Globalization;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>What a transaction is found by (RFC 3261 17.1.3 and 17.2.3).</summary>
internal readonly record struct TransactionKey(string Branch, string SentBy, string Method)
{
    /// <summary>Starts every branch of RFC 3261 (8.1.1.7); without it the branch is not unique.</summary>
    public const string MagicCookie = "z9hG4bK";

    /// <summary>Ours: the branch is our own random value, sent-by our own address.</summary>
    public static TransactionKey ForClient(string branch, string method) => new(branch, "", method);

    /// <summary>The client transaction a response belongs to.</summary>
    public static TransactionKey ForResponse(SipResponse response) => ForClient(response.TopVia.Branch ?? "", response.CSeq.Method);

    /// <summary>The server transaction a request belongs to; an ACK belongs to its INVITE's.</summary>
    public static TransactionKey ForRequest(SipRequest request) =>
        Make(request, request.Method == SipMethods.Ack ? SipMethods.Invite : request.Method);

    /// <summary>The INVITE transaction a CANCEL is about (9.2).</summary>
    public static TransactionKey ForCancelled(SipRequest cancel) => Make(cancel, SipMethods.Invite);

    private static TransactionKey Make(SipRequest request, string method)
    {
        var via = request.TopVia;
        var sentBy = via.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{via.Host}:{port}") : via.Host;
        return new TransactionKey(BranchOf(request, via), sentBy, method);
    }

    // A peer of RFC 2543 sends no unique branch, and a broken one the cookie alone (RFC 4475 3.2.1): the fields that procedure compares
    // take its place.
    private static string BranchOf(SipRequest request, Via via) =>
        via.Branch is { } branch && branch.Length > MagicCookie.Length && branch.StartsWith(MagicCookie, StringComparison.OrdinalIgnoreCase)
            ? branch
            : string.Create(CultureInfo.InvariantCulture, $"2543 {request.CallId} {request.CSeq.Number} {request.From.Tag} {via.Branch}");
}
