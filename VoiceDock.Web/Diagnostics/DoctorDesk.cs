using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Diagnostics;

/// <summary>What the doctor's pages ask of the rooms of the core. Holds nothing; thread-safe as they are.</summary>
public sealed class DoctorDesk(Doctor doctor, DoctorSubjects subjects, TrunkDirectory trunks, NumberDirectory numbers, AssistantDirectory assistants)
{
    /// <summary>Reports listed of one trunk.</summary>
    public const int MostOfTrunk = 10;

    public IReadOnlyList<Trunk> Trunks => trunks.All;

    public Trunk? Trunk(Guid? id) => id is { } known ? trunks.Find(known) : null;

    public DoctorSubject Of(Trunk trunk) => subjects.Of(trunk);

    public Result<DoctorSubject> Of(TrunkInput form, Trunk? stored) => subjects.Of(form, stored);

    public Result<DoctorSubject> Of(string address, TrunkTransport transport) => subjects.Of(address, transport);

    public Task<Result<DoctorReport>> StartAsync(DoctorOrder order, CancellationToken ct) => doctor.StartAsync(order, ct);

    public Result<bool> Cancel(Guid reportId, Actor by) => doctor.Cancel(reportId, by);

    public Task<DoctorReport?> FindAsync(Guid reportId, CancellationToken ct) => doctor.FindAsync(reportId, ct);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DoctorReport>> ListAsync(Guid? trunkId, int most, CancellationToken ct) => doctor.ListAsync(trunkId, most, ct);

    public LiveSubscription<Guid, DoctorReport> Subscribe() => doctor.Subscribe();

    /// <inheritdoc cref="Doctor.RefusedAtAsync"/>
    public Task<DateTime?> RefusedAtAsync(DoctorSubject subject, CancellationToken ct) => doctor.RefusedAtAsync(subject, ct);

    /// <summary>Where calls to the trunk's numbers can be transferred: the destinations of their assistants, each once.</summary>
    public IReadOnlyList<TransferDestination> DestinationsOf(Guid trunkId) =>
        [.. numbers.OverTrunk(trunkId).Where(n => n.AssistantId is not null).Select(n => assistants.Find(n.AssistantId!.Value))
            .SelectMany(a => a?.Destinations ?? []).DistinctBy(d => d.Number)];
}
