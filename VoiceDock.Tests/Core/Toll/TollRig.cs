using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Meter, alerts and rules over a real SQLite file, with a clock of the test's.</summary>
internal sealed class TollRig(string zone = "Europe/Amsterdam", DateTimeOffset? now = null, string? folder = null) : IDisposable
{
    private readonly DomainRooms _rooms = Open(now ?? Noon, zone, folder);

    public static DateTimeOffset Noon { get; } = new(2026, 11, 26, 11, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time => (FakeTimeProvider)_rooms.Storage.Get<TimeProvider>();

    public TollMeter Meter => Get<TollMeter>();

    public TollAlerts Alerts => Get<TollAlerts>();

    public string Folder => _rooms.Storage.Folder;

    public DomainRooms Rooms => _rooms;

    public T Get<T>()
        where T : notnull => _rooms.Storage.Get<T>();

    public async Task<Trunk> TrunkAsync(int? calls = null, int? minutes = null, string name = "Office PBX")
    {
        var input = TrunkSamples.Office(name, "192.168.1.100");
        (input.MaxCallsPerDay, input.MaxMinutesPerDay) = (calls, minutes);
        var made = await _rooms.Trunks.CreateAsync(input, TrunkSamples.Ann, TestContext.Current.CancellationToken);
        return made.Value;
    }

    public void Dispose() => _rooms.Dispose();

    private static DomainRooms Open(DateTimeOffset now, string zone, string? folder) =>
        new(new FakeTimeProvider(now), folder, more: (services, _) => services.Configure<CompanyOptions>(o => o.TimeZone = zone));
}
