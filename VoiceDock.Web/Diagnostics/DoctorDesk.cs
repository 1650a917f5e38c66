using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Diagnostics;

/// <summary>What the doctor's pages ask of the rooms of the core. Holds nothing; thread-safe as they are.</summary>
public sealed class DoctorDesk(Doctor doctor, DoctorSubjects subjects, TrunkDirectory trunks, NumberDirectory numbers, AssistantDirectory assistants, TimeProvider time)
{
    /// <summary>Reports listed of one trunk.</summary>
    public const int MostOfTrunk = 10;

    /// <summary>A PBX may count wrong passwords for so long.</summary>
    public static readonly TimeSpan BanMemory = TimeSpan.FromMinutes(10);

    private const int LooksBack = 50;

    public IReadOnlyList<Trunk> Trunks => trunks.All;

    public Trunk? Trunk(Guid? id) => id is { } known ? trunks.Find(known) : null;

    public DoctorSubject Of(Trunk trunk) => subjects.Of(trunk);

    public Result<DoctorSubject> Of(TrunkInput form, Trunk? stored) => subjects.Of(form, stored);

    public Result<DoctorSubject> Of(string address, TrunkTransport transport) => subjects.Of(address, transport);

    public Task<Result<DoctorReport>> StartAsync(DoctorOrder order, CancellationToken ct) => doctor.StartAsync(order, ct);

    public bool Cancel(Guid reportId) => doctor.Cancel(reportId);

    public Task<DoctorReport?> FindAsync(Guid reportId, CancellationToken ct) => doctor.FindAsync(reportId, ct);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DoctorReport>> ListAsync(Guid? trunkId, int most, CancellationToken ct) => doctor.ListAsync(trunkId, most, ct);

    public LiveSubscription<Guid, DoctorReport> Subscribe() => doctor.Subscribe();

    /// <summary>When this peer last refused the password lately, and has not taken one since; null when one more try is safe.</summary>
    public async Task<DateTime?> RefusedAtAsync(DoctorSubject subject, CancellationToken ct)
    {
        var address = $"{WireName.Of(subject.Trunk.Transport)} {subject.Trunk.Route}";
        var since = time.GetUtcNow().UtcDateTime - BanMemory;
        var tried = (await doctor.ListAsync(null, LooksBack, ct)).FirstOrDefault(r => r.Address == address && r.CreatedAt >= since && Tried(r));
        return tried is not null && tried.Checks.Any(c => c.Rule == "R08") ? tried.CreatedAt : null;
    }

    /// <summary>Where calls to the trunk's numbers can be transferred: the destinations of their assistants, each once.</summary>
    public IReadOnlyList<TransferDestination> DestinationsOf(Guid trunkId) =>
        [.. numbers.All.Where(n => n.TransferTrunkId == trunkId && n.AssistantId is not null).Select(n => assistants.Find(n.AssistantId!.Value))
            .SelectMany(a => a?.Destinations ?? []).DistinctBy(d => d.Number)];

    private static bool Tried(DoctorReport report) =>
        report.Checks.Any(c => c.Rule == "R08" || c is { Name: CheckName.Credentials, Status: CheckStatus.Ok });
}
