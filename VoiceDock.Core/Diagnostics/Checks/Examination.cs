using System.Net;
using VoiceDock.Core.Diagnostics.Probes;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Diagnostics.Checks;

/// <summary>One run in progress: whom it is about, and what its checks have learnt. Used by one check at a time.</summary>
internal sealed class Examination(DoctorOrder order, ISipProbe probe)
{
    /// <summary>For one request; the peer may send it again several times within (RFC 3261 17.1.2.2).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Dictionary<CheckName, Finding> _amended = [];
    private Task<ProbeAnswer>? _bindings;

    public DoctorOrder Order => order;

    public DoctorSubject Subject => order.Subject;

    public Trunk Trunk => order.Subject.Trunk;

    /// <summary>The allowed addresses in the order calls would try them; empty until the name check, and when it failed.</summary>
    public IReadOnlyList<IPEndPoint> Targets { get; set; } = [];

    /// <summary>They come from SRV records.</summary>
    public bool IsFromSrv { get; set; }

    /// <summary>The address that answers, for all that is asked after; null while none has.</summary>
    public IPEndPoint? Alive { get; set; }

    /// <summary>Why nothing more can be asked of the peer; null while it can.</summary>
    public string? Unreachable { get; set; }

    /// <summary>Answers to OPTIONS, one of each probe.</summary>
    public IReadOnlyList<ProbeAnswer> Options { get; set; } = [];

    /// <summary>False: REGISTER is refused as such, or unanswered. Null while it was not asked.</summary>
    public bool? TakesRegister { get; set; }

    /// <summary>The credentials check found a problem: what follows from it is not told again.</summary>
    public bool CredentialsFailed { get; set; }

    /// <summary>The run's call, once it was placed.</summary>
    public Task<CallAnswer>? Call { get; set; }

    /// <summary>The peer refused the encrypted offer of a trunk whose encryption is optional; the call was placed without.</summary>
    public bool EncryptionRefused { get; set; }

    /// <summary>The message a transfer would send.</summary>
    public string? RequestPreview { get; set; }

    /// <summary>An earlier check's finding is wrong in the light of this one. Shown at once.</summary>
    public void Amend(CheckName name, Finding finding) => _amended[name] = finding;

    public IReadOnlyDictionary<CheckName, Finding> TakeAmended()
    {
        Dictionary<CheckName, Finding> taken = new(_amended);
        _amended.Clear();
        return taken;
    }

    /// <summary>The account's bindings, asked for once in a run, of the address that answers or else of the first.</summary>
    public Task<ProbeAnswer> AskBindingsAsync(CancellationToken ct) =>
        _bindings ??= probe.AskBindingsAsync(Subject, Alive ?? Targets[0], Patience, ct);

    public DoctorRule Rule(string id) => DoctorRules.Of(id, Trunk.Preset);

    public Finding Problem(string rule, string cause) => Finding.Problem(Rule(rule), cause);

    public Finding Warning(string rule, string cause) => Finding.Warning(Rule(rule), cause);
}
