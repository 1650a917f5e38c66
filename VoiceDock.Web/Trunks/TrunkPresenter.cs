using VoiceDock.Core.Calls;
using VoiceDock.Core.Organizations;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Web.Trunks;

/// <summary>Puts together what the wire shows of a trunk.</summary>
public sealed class TrunkPresenter(TrunkStore trunks, TrunkCredentials credentials, TrunkLoad load, TrunkRegistrations registrations, OrganizationStore organizations)
{
    public async Task<TrunkDto> ShowAsync(Trunk trunk, CancellationToken cancellation) => (await ShowAsync([trunk], cancellation))[0];

    public async Task<IReadOnlyList<TrunkDto>> ShowAsync(IReadOnlyList<Trunk> shown, CancellationToken cancellation)
    {
        var numbers = await trunks.CountNumbersAsync(cancellation);
        var organization = await organizations.GetAsync(cancellation);
        return [.. shown.Select(t => TrunkDto.From(t, new TrunkSurroundings(
            organization.Id, credentials.StateOf(t.Id), numbers.GetValueOrDefault(t.Id), load.Active(t.Id), registrations.Of(t.Id))))];
    }
}
