using System.Net;

namespace VoiceDock.Core.Trunks.Health;

/// <summary>What a trunk's peer says of itself when it answers OPTIONS. Texts come from the network and are cleaned and cut.</summary>
/// <param name="Target">The address that answered.</param>
/// <param name="Server">Server or User-Agent; null: not said.</param>
/// <param name="Allow">Methods it takes, in its order; null: not said.</param>
/// <param name="Codecs">Names from an SDP, in its order; null: not said.</param>
/// <param name="Certificate">Null without TLS.</param>
public sealed record PeerFingerprint(
    IPEndPoint Target, string? Server, IReadOnlyList<string>? Allow, IReadOnlyList<string>? Codecs, PeerCertificateFacts? Certificate)
{
    /// <summary>The same with what was known before where this does not say: a refusal names less than a success.</summary>
    public PeerFingerprint Over(PeerFingerprint? before) => before is null ? this : this with
    {
        Server = Server ?? before.Server,
        Allow = Allow ?? before.Allow,
        Codecs = Codecs ?? before.Codecs,
        Certificate = Certificate ?? before.Certificate,
    };
}
