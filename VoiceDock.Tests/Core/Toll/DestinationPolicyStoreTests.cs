using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Toll;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support.Canary;

namespace VoiceDock.Tests.Core.Toll;

[Trait("Kind", "Unit")]
public sealed class DestinationPolicyStoreTests : IDisposable
{
    private readonly TollRig _rig = new();

    private DestinationPolicyStore Store => _rig.Get<DestinationPolicyStore>();

    private DestinationPolicies Policies => _rig.Get<DestinationPolicies>();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Change_IsInForceAtOnceAndAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;
        await StoreAsync(folder);

        using (var again = new TollRig(folder: folder))
        {
            await again.Get<DestinationPolicyStore>().LoadAsync(CancellationToken.None);
            var read = again.Get<DestinationPolicies>().Current;
            Assert.Equal((CountryRule.OnlyListed, "DE NL", "PremiumRate"), (read.CountryRule, string.Join(' ', read.ListedCountries), string.Join(' ', read.RefusedKinds)));
        }

        CanaryFolder.Remove(folder);
    }

    private static async Task StoreAsync(string folder)
    {
        using var rig = new TollRig(folder: folder);
        var (store, policies) = (rig.Get<DestinationPolicyStore>(), rig.Get<DestinationPolicies>());
        await store.LoadAsync(CancellationToken.None);
        Assert.Null(policies.Current.WhyRefused("+33123456789"));

        var changed = await store.UpdateAsync(new DestinationPolicyInput { CountryRule = "only_listed", Countries = ["nl", "DE", "nl"], RefusedKinds = ["premium_rate"] }, TrunkSamples.Ann, CancellationToken.None);

        Assert.True(changed.IsOk);
        Assert.NotNull(policies.Current.WhyRefused("+33123456789"));
    }

    [Fact]
    public async Task WhatMakesNoSense_IsRefusedAndChangesNothing()
    {
        var refused = await Store.UpdateAsync(new DestinationPolicyInput { CountryRule = "some", Countries = ["XX"], RefusedKinds = ["lucky"] }, TrunkSamples.Ann, CancellationToken.None);
        var empty = await Store.UpdateAsync(new DestinationPolicyInput { CountryRule = "only_listed" }, TrunkSamples.Ann, CancellationToken.None);

        Assert.Equal(ErrorKind.Invalid, refused.Error?.Kind);
        Assert.Equal(["country_rule", "countries", "refused_kinds"], refused.Error!.Details.Select(d => d.Split(':')[0]));
        Assert.StartsWith("countries: must name at least one country", Assert.Single(empty.Error!.Details), StringComparison.Ordinal);
        Assert.Same(DestinationPolicy.Default, Policies.Current);
    }
}
