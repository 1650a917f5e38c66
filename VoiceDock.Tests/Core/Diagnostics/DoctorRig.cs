using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Diagnostics;

/// <summary>What tests ask of the doctor in a running core.</summary>
internal static class DoctorRig
{
    public static Doctor Doctor(this CallRig rig) => rig.Get<Doctor>();

    public static DoctorSubject Subject(this CallRig rig, Trunk trunk) => rig.Get<DoctorSubjects>().Of(trunk);

    /// <summary>A run on a saved trunk, to its end.</summary>
    public static Task<DoctorReport> ExamineAsync(this CallRig rig, Trunk trunk, DoctorMode mode = DoctorMode.Silent, string? destination = null) =>
        rig.ExamineAsync(new DoctorOrder(rig.Subject(trunk), Somebody()) { Mode = mode, Destination = destination });

    public static async Task<DoctorReport> ExamineAsync(this CallRig rig, DoctorOrder order)
    {
        var begun = await rig.Doctor().StartAsync(order);
        Assert.True(begun.IsOk, begun.Error?.ToString());
        await rig.Doctor().WaitAsync(begun.Value.Id).WaitAsync(CallRig.Patience);
        var report = await rig.Doctor().FindAsync(begun.Value.Id);
        Assert.NotNull(report);
        Assert.NotEqual(ReportStatus.Running, report.Status);
        return report;
    }

    /// <summary>A trunk to a port on loopback, saved.</summary>
    public static async Task<Trunk> AddTrunkAsync(this CallRig rig, int port, Action<TrunkInput>? shape = null)
    {
        var input = TrunkInput.From(TrunkPresets.For("freepbx"));
        (input.Name, input.Host, input.Port, input.Username, input.Password) = ("Examined", "127.0.0.1", port, "voicedock", CallRig.Password);
        shape?.Invoke(input);
        var made = await rig.Get<TrunkStore>().CreateAsync(input, CallRig.Operator);
        return made.IsOk ? made.Value : throw new InvalidOperationException(made.Error.ToString());
    }

    public static Check Check(this DoctorReport report, CheckName name) => report.Checks.Single(c => c.Name == name);

    /// <summary>The rule of this check is the report's first cause, and the only rule in it.</summary>
    public static void HasOnly(this DoctorReport report, CheckName name, string rule)
    {
        Assert.True(report.FirstCause?.Name == name && report.FirstCause.Rule == rule, report.Describe());
        Assert.True(report.Checks.All(c => c.Name == name || c is { Rule: null, Status: CheckStatus.Ok or CheckStatus.Skipped }), report.Describe());
    }

    public static string Describe(this DoctorReport report) =>
        string.Join('\n', report.Checks.Select(c => $"{c.Name} {c.Status} {c.Rule}: {c.Cause} | sent {c.Sent} | received {c.Received} | {string.Join(" / ", c.Facts)}"));

    /// <summary>Somebody new each time, so that one test's runs do not count for another's.</summary>
    public static Actor Somebody() => new(ActorType.Api, Guid.NewGuid().ToString(), "ann");
}
