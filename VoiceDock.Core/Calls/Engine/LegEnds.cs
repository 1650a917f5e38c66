using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>From the stack's words for an end to the domain's.</summary>
internal static class LegEnds
{
    public static LegEnd From(SipEnd end, CredentialState credentials) => end.Kind switch
    {
        SipEndKind.LocalBye or SipEndKind.Cancelled => new LegEnd(LegEndKind.Local),
        SipEndKind.RemoteBye or SipEndKind.RemoteCancel => new LegEnd(LegEndKind.Remote),
        SipEndKind.Rejected => new LegEnd(LegEndKind.Rejected, end.StatusCode, end.ReasonPhrase, Offered(end)),
        SipEndKind.NoAnswer => new LegEnd(LegEndKind.NoAnswer),
        SipEndKind.Unreachable => new LegEnd(LegEndKind.Unreachable, Detail: end.Detail),
        SipEndKind.TlsFailed => new LegEnd(LegEndKind.TlsFailed, Detail: end.Detail),
        SipEndKind.AuthImpossible when credentials is CredentialState.Locked or CredentialState.Corrupt =>
            new LegEnd(LegEndKind.CredentialsUnreadable, end.StatusCode, end.ReasonPhrase),
        SipEndKind.AuthRefused or SipEndKind.AuthImpossible or SipEndKind.ForeignRealm or SipEndKind.NoSupportedAlgorithm =>
            new LegEnd(LegEndKind.AuthFailed, end.StatusCode, end.ReasonPhrase, end.Detail),
        SipEndKind.Shutdown => new LegEnd(LegEndKind.Shutdown),
        _ => new LegEnd(LegEndKind.Broken, end.StatusCode, end.ReasonPhrase, end.Detail),
    };
    // Where a redirect (3xx) would send us; shown, never followed.
    private static string? Offered(SipEnd end) =>
        end.StatusCode is >= 300 and < 400 && end.Response?.Contact is { } contact ? SipText.Clean(contact.Uri.ToString()) : null;
}
