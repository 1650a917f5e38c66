using System.Globalization;
using VoiceDock.Core.Trunks;
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

    public static readonly IReadOnlyList<(string Value, string Words)> MediaLatches =
        [("auto", "Where it comes from"), ("off", "Only where the SDP says")];

    public static readonly IReadOnlyList<(string Value, string Words)> AfterHangups =
        [("end", "The call ends"), ("assistant", "Caller returns to assistant")];

    public static readonly IReadOnlyList<(string Value, string Words)> FarLosses =
        [("return", "Caller returns to assistant"), ("hangup", "The call ends")];

    public static Tone Tone(Trunk trunk, TrunkLight? light) => (trunk.IsActive, light?.Result.Ok) switch
    {
        (false, _) or (_, null) => Shared.Tone.Neutral,
        (_, true) => Shared.Tone.Up,
        _ => Shared.Tone.Down,
    };

    public static string State(Trunk trunk, TrunkLight? light) => (trunk.IsActive, light?.Result.Ok) switch
    {
        (false, _) => "Off",
        (_, null) => "Never checked",
        (_, true) => "Up",
        _ => "Down",
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

    /// <summary>"0.4 ms", "12 ms"; null without an answer.</summary>
    public static string? RoundTrip(TrunkCheckResult? result) => result?.RoundTrip?.TotalMilliseconds is { } ms
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
