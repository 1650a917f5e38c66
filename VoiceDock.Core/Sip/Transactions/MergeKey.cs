using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transactions;

/// <summary>Two requests outside a dialog with these equal and different branches are one request that came two ways (RFC 3261 8.2.2.2).</summary>
internal readonly record struct MergeKey(string CallId, string FromTag, CSeq CSeq)
{
    /// <summary>Null for a request inside a dialog.</summary>
    public static MergeKey? For(SipRequest request) =>
        request.To.Tag is null ? new MergeKey(request.CallId, request.From.Tag ?? "", request.CSeq) : null;
}
