using MudBlazor;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>What an event of a trunk is called on screens.</summary>
public static class TrunkEventWords
{
    /// <summary>With the trunk's name, without a full stop.</summary>
    public static string Title(TrunkEvent told) => told.Kind switch
    {
        TrunkEventKind.Down => $"Trunk '{told.TrunkName}' is down",
        TrunkEventKind.Recovered => $"Trunk '{told.TrunkName}' is up again",
        TrunkEventKind.Unsteady => $"Trunk '{told.TrunkName}' is unsteady",
        TrunkEventKind.CertificateExpiring => $"Trunk '{told.TrunkName}': certificate ends soon",
        _ => $"Trunk '{told.TrunkName}': its peer changed",
    };

    /// <summary>In a word or two.</summary>
    public static string Short(TrunkEventKind kind) => kind switch
    {
        TrunkEventKind.Down => "Down",
        TrunkEventKind.Recovered => "Up again",
        TrunkEventKind.Unsteady => "Unsteady",
        TrunkEventKind.CertificateExpiring => "Certificate",
        _ => "Peer changed",
    };

    public static Tone Tone(TrunkEventKind kind) => kind switch
    {
        TrunkEventKind.Down => Shared.Tone.Down,
        TrunkEventKind.Recovered => Shared.Tone.Up,
        TrunkEventKind.PeerChanged => Shared.Tone.Info,
        _ => Shared.Tone.Suspect,
    };

    public static Severity Severity(TrunkEventKind kind) => kind switch
    {
        TrunkEventKind.Down => MudBlazor.Severity.Error,
        TrunkEventKind.Recovered => MudBlazor.Severity.Success,
        TrunkEventKind.PeerChanged => MudBlazor.Severity.Info,
        _ => MudBlazor.Severity.Warning,
    };
}
