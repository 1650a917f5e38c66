using Microsoft.Extensions.Options;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Organizations;
using VoiceDock.Core.Toll;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;
using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Web.Trunks;

/// <summary>Puts together what the wire shows of a trunk.</summary>
public sealed class TrunkPresenter(
    TrunkStore trunks, TrunkCredentials credentials, TrunkLoad load, TrunkLights lights, TrunkRegistrations registrations, ReferRecord refers, OrganizationStore organizations,
    TollMeter toll, TollWatch watch, IOptions<TrunkHealthOptions> health)
{
    public async Task<TrunkDto> ShowAsync(Trunk trunk, CancellationToken cancellation) => (await ShowAsync([trunk], cancellation))[0];

    public async Task<IReadOnlyList<TrunkDto>> ShowAsync(IReadOnlyList<Trunk> shown, CancellationToken cancellation)
    {
        var numbers = await trunks.CountNumbersAsync(cancellation);
        var organization = await organizations.GetAsync(cancellation);
        return [.. shown.Select(t => TrunkDto.From(t, new TrunkSurroundings(
            organization.Id, credentials.StateOf(t.Id), numbers.GetValueOrDefault(t.Id), load.Active(t.Id), lights.HealthOf(t.Id),
            t.OptionsIntervalSeconds ?? health.Value.IntervalSeconds, registrations.Of(t.Id), refers.Of(t.Id), toll.Today(t.Id), watch.Of(t.Id))))];
    }
}
