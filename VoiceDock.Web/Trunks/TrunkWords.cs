using System.Globalization;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;
using VoiceDock.Web.Shared;

namespace VoiceDock.Web.Trunks;

/// <summary>What a trunk's state and settings are called on screens.</summary>
public static class TrunkWords
{
    public static readonly IReadOnlyList<(string Value, string Words)> NumberFormats =
    [
        ("e164_plus", "+31612345678 (E.164)"),
        ("e164_plain", "31612345678 (E.164 without +)"),
        ("e164_00", "0031612345678 (with 00)"),
        ("national", "0612345678 (as dialled in its country)"),
        ("as_entered", "Exactly as asked for"),
    ];

    public static readonly IReadOnlyList<(string Value, string Words)> CallerIdPolicies =
        [("caller", "The caller's own number"), ("number", "The number that was called"), ("fixed", "Always the number below")];

    public static readonly IReadOnlyList<(string Value, string Words)> CallerIdHeaders =
        [("from", "From"), ("pai", "P-Asserted-Identity"), ("rpid", "Remote-Party-ID"), ("diversion", "Diversion")];

    public static readonly IReadOnlyList<(string Value, string Words)> Transports =
        [("udp", "UDP"), ("tcp", "TCP"), ("tls", "TLS (encrypted)")];

    public static readonly IReadOnlyList<(string Value, string Words)> MediaLatches =
        [("auto", "Where it comes from"), ("off", "Only where the SDP says")];

    public static readonly IReadOnlyList<(string Value, string Words)> Srtps =
        [("off", "Off"), ("optional", "Where the other side can"), ("required", "Always; no call without")];

    public static readonly IReadOnlyList<(string Value, string Words, string Means)> TransferMethods =
    [
        ("auto", "Auto", "by REFER once that has been proven to complete on this trunk, else by a bridge."),
        ("bridge", "Bridge", "VoiceDock calls the destination and joins the two; works everywhere, and the caller can be taken back."),
        ("refer", "REFER", "the other side calls the destination and takes the caller over; only for callers who came in over this trunk."),
    ];

    public static readonly IReadOnlyList<(string Value, string Words)> AfterHangups =
        [("end", "The call ends"), ("assistant", "Caller returns to assistant")];

    public static readonly IReadOnlyList<(string Value, string Words)> FarLosses =
        [("return", "Caller returns to assistant"), ("hangup", "The call ends")];

    public static Tone Tone(Trunk trunk, TrunkLight? light) => trunk.IsActive ? Tone(light?.Health.State ?? HealthState.Unknown) : Shared.Tone.Neutral;

    public static Tone Tone(HealthState state) => state switch
    {
        HealthState.Up => Shared.Tone.Up,
        HealthState.Suspect => Shared.Tone.Suspect,
        HealthState.Down => Shared.Tone.Down,
        _ => Shared.Tone.Neutral,
    };

    public static string State(Trunk trunk, TrunkLight? light) => trunk.IsActive ? State(light?.Health.State ?? HealthState.Unknown) : "Off";

    public static string State(HealthState state) => state switch
    {
        HealthState.Up => "Up",
        HealthState.Suspect => "Suspect",
        HealthState.Down => "Down",
        _ => "Not checked",
    };

    /// <summary>A state's reason beside it, in a word or two; null where there is none.</summary>
    public static string? Reason(HealthReason? reason) => reason switch
    {
        HealthReason.Busy => "busy",
        HealthReason.NoOptions => "seen by calls",
        HealthReason.Timeout => "no answer",
        HealthReason.Unreachable => "port closed",
        HealthReason.DnsFailed => "no address",
        HealthReason.TargetRefused => "not allowed",
        HealthReason.TlsFailed => "TLS failed",
        HealthReason.CredentialsUnreadable => "password unreadable",
        HealthReason.Returning => "coming back",
        HealthReason.Flapping => "unsteady",
        _ => null,
    };

    /// <summary>The figure beside the light: why, or how quick.</summary>
    public static string? Figure(Trunk trunk, TrunkLight? light) =>
        !trunk.IsActive || light is null ? null : Reason(light.Health.Reason) ?? (light.Health.State == HealthState.Up ? Milliseconds(light.Health.RoundTrip) : null);

    /// <summary>The sentence behind the light.</summary>
    public static string Why(Trunk trunk, TrunkLight? light) => (trunk.IsActive, light) switch
    {
        (false, _) => "Switched off: nothing is transferred over it.",
        (_, null) => "Neither checked nor called since VoiceDock started or its settings were changed.",
        (_, { Health.Reason: HealthReason.Flapping }) => $"It changes between up and down too often to be believed. Last seen: {light.Health.Words}",
        (_, { Health.Reason: HealthReason.NoOptions }) => $"It ignores checks by OPTIONS; calls show that it is there. {light.Health.Words}",
        _ => light.Health.Words,
    };

    /// <summary>In two or three words; who registers with whom decides them.</summary>
    public static string Registration(Trunk trunk, TrunkRegistration registration) => (trunk.Register, registration.State) switch
    {
        (_, TrunkRegistrationState.Registered) => trunk.Register ? "Registered" : "Has registered here",
        (false, _) => "Has not registered here",
        (_, TrunkRegistrationState.Registering) => "Registering…",
        (_, TrunkRegistrationState.Refused) => "Registration refused",
        _ => "Not registered",
    };

    public static Tone Tone(TrunkRegistration registration) => registration.State switch
    {
        TrunkRegistrationState.Registered => Shared.Tone.Up,
        TrunkRegistrationState.Registering => Shared.Tone.Info,
        TrunkRegistrationState.Off => Shared.Tone.Suspect,
        _ => Shared.Tone.Down,
    };

    /// <summary>What is known of REFER, as one line.</summary>
    public static string Refer(ReferReading refers) => refers switch
    {
        { Support: ReferSupport.Proven } => $"REFER: proven, {Completed(refers)}",
        { Support: ReferSupport.Failing } => $"REFER: failing, {Completed(refers)}",
        { Support: ReferSupport.Advertised, Tried: 0 } => "REFER: offered by the other side, not tried yet",
        { Tried: 0 } => "REFER: unknown, not tried yet",
        _ => $"REFER: not proven yet, {Completed(refers)}",
    };

    private static string Completed(ReferReading refers) => string.Create(CultureInfo.InvariantCulture, $"{refers.Completed} of the last {refers.Tried} completed");

    /// <summary>"0.4 ms", "12 ms"; null without an answer.</summary>
    public static string? RoundTrip(TrunkCheckResult? result) => Milliseconds(result?.RoundTrip);

    private static string? Milliseconds(TimeSpan? time) => time?.TotalMilliseconds is { } ms
        ? string.Create(CultureInfo.InvariantCulture, $"{ms.ToString(ms < 10 ? "0.0" : "0", CultureInfo.InvariantCulture)} ms")
        : null;

    private static string Address(string host, int port) => host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";

    /// <summary>With the port calls go to; without one where DNS may name it.</summary>
    public static string Address(Trunk trunk) => trunk.Route.MayUseSrv ? trunk.Host : Address(trunk.Host, trunk.EffectivePort);

    public static string Numbers(int count) => count == 1 ? "1 number" : string.Create(CultureInfo.InvariantCulture, $"{count} numbers");

    /// <summary>What deleting does besides.</summary>
    /// <param name="numbers">The numbers that transfer over the trunk, as people read them.</param>
    public static string DeleteConsequence(IReadOnlyList<string> numbers, int activeCalls)
    {
        var lost = numbers.Count switch
        {
            0 => "No number uses it.",
            1 => $"{numbers[0]} loses its transfer trunk: callers there can no longer be handed over.",
            <= 3 => $"{numbers.Count} numbers lose their transfer trunk: {string.Join(", ", numbers)}. Callers there can no longer be handed over.",
            _ => $"{numbers.Count} numbers lose their transfer trunk: {string.Join(", ", numbers.Take(3))} and {numbers.Count - 3} more. Callers there can no longer be handed over.",
        };
        var running = activeCalls switch
        {
            0 => "",
            1 => " The call that is on it now goes on.",
            _ => $" The {activeCalls} calls that are on it now go on.",
        };
        return $"{lost}{running} Its password is deleted with it.";
    }
}
