using System.Net;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Calls.Recovery;
using VoiceDock.Core.Media;
using VoiceDock.Core.Security;
using VoiceDock.Core.Sip.Dialogs;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>What legs and lines need of the running engine.</summary>
internal sealed class EngineParts(
    SipAgent agent,
    MediaEngine media,
    OwnAddress own,
    TrunkPeers peers,
    TrunkAccounts accounts,
    TrunkStore trunks,
    TrunkCredentials credentials,
    OutboundTargetGuard guard,
    HoldMusic music,
    LegDialogs dialogs,
    ILogger log)
{
    public SipAgent Agent => agent;

    public MediaEngine Media => media;

    public ILogger Log => log;

    public OwnAddress Own => own;

    public TrunkPeers Peers => peers;

    public HoldMusic Music => music;

    public LegDialogs Dialogs => dialogs;

    public TrunkAccounts Accounts => accounts;

    public TrunkCredentials Credentials => credentials;

    public LegMedia OpenMedia(MediaCall call, IMediaLegEvents events, IPAddress peer, IReadOnlyList<string> codecs, LegSrtp srtp) =>
        new(call.OpenLeg(events), own.For(peer), codecs, srtp);

    public TrunkDigest? Digest(Trunk trunk) => TrunkDigest.For(trunk, credentials, (used, realm) => _ = LearnAsync(used, realm));

    /// <summary>
    /// Whether audio may be sent to an address a peer named in its SDP. A held leg (no address) is fine: nothing is sent there.
    /// </summary>
    public bool AllowsMedia(IPEndPoint remote, Trunk? trunk) =>
        remote.Port == 0 || remote.Address.Equals(IPAddress.Any) || (trunk is not null && peers.IsPeerOf(trunk.Id, remote.Address))
        || guard.Check(remote.Address, remote.Port, TargetUse.Media).IsAllowed;

    private async Task LearnAsync(Trunk used, string realm)
    {
        try
        {
            await trunks.LearnRealmAsync(used, realm);
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "The realm of trunk {Trunk} could not be stored; it is learnt again at the next call", used.Name);
        }
    }
}
