using PhoneNumbers;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;

namespace VoiceDock.Tests.Core.Security.Destinations;

[Trait("Kind", "Unit")]
public sealed class DestinationPolicyTests
{
    private static readonly PhoneNumberUtil Plan = PhoneNumberUtil.GetInstance();

    private static readonly PhoneNumberType[] Types =
        [.. Enum.GetValues<PhoneNumberType>().Where(t => t is not PhoneNumberType.UNKNOWN)];

    private static readonly PhoneNumberType[] RefusedTypes = [PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST];

    [Theory]
    [InlineData("+31612345678")] // mobile
    [InlineData("+31201234567")] // fixed line
    [InlineData("+12025550143")] // fixed or mobile
    [InlineData("+318001234")] // toll-free
    [InlineData("+80012345678")] // international toll-free
    public void Default_OrdinaryNumbers_AreAllowed(string number) => Assert.Null(DestinationPolicy.Default.WhyRefused(number));

    [Theory]
    [InlineData("+31909123456", "premium-rate")]
    [InlineData("+19002345678", "premium-rate")]
    [InlineData("+4419012345678", "not a number")]
    [InlineData("+491805123456", "shared-cost")]
    [InlineData("+80812345678", "shared-cost")]
    [InlineData("+870773123456", "satellite")]
    [InlineData("+881612345678", "satellite")]
    [InlineData("+88216123456", "international network")]
    [InlineData("+883510012345", "international network")]
    [InlineData("+979123456789", "premium-rate")]
    [InlineData("+31000000000", "not a number")]
    [InlineData("+9991234567", "not a number")]
    public void Default_CostlyAndUnknownNumbers_AreRefusedWithTheReason(string number, string reason)
    {
        var why = DestinationPolicy.Default.WhyRefused(number);

        Assert.NotNull(why);
        var refusal = DestinationPolicy.Refused(number, why);
        Assert.Equal((ErrorKind.Forbidden, "destination_not_allowed"), (refusal.Kind, refusal.Code));
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public void EveryExampleNumberOfEveryRegion_IsRefusedByItsKindAlone()
    {
        List<string> wrong = [];
        var seen = 0;
        foreach (var (region, type, number) in Examples())
        {
            seen++;
            var refused = DestinationPolicy.Default.WhyRefused(number) is not null;
            if (refused != RefusedTypes.Contains(Plan.GetNumberType(Plan.Parse(number, null)))) wrong.Add($"{region} {type} {number}");
        }

        Assert.True(Plan.GetSupportedRegions().Count > 240);
        Assert.True(seen > 1000, $"only {seen} numbers were looked at");
        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryRegion_AllowedOnItsOwnList_IsRefusedByEveryListWithoutIt()
    {
        List<string> wrong = [];
        var all = Plan.GetSupportedRegions().ToList();
        foreach (var (region, type, number) in Examples())
        {
            // Regions that share a calling code cannot always be told apart: those are left out of the list together.
            var siblings = Plan.GetRegionCodesForCountryCode(Plan.GetCountryCodeForRegion(region)).ToHashSet();
            var others = new DestinationPolicy(CountryRule.OnlyListed, all.Where(r => !siblings.Contains(r)), []);
            var own = new DestinationPolicy(CountryRule.OnlyListed, siblings, []);
            var denied = new DestinationPolicy(CountryRule.NotListed, siblings, []);
            var elsewhere = new DestinationPolicy(CountryRule.NotListed, all.Where(r => !siblings.Contains(r)), []);
            if (others.WhyRefused(number) is null || denied.WhyRefused(number) is null) wrong.Add($"allowed: {region} {type} {number}");
            if (own.WhyRefused(number) is { } a) wrong.Add($"refused: {region} {type} {number} {a}");
            if (elsewhere.WhyRefused(number) is { } b) wrong.Add($"refused: {region} {type} {number} {b}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("+14165550123", "CA")]
    [InlineData("+12025550143", "US")]
    [InlineData("+18765230123", "JM")]
    [InlineData("+447624123456", "IM")]
    [InlineData("+442079460123", "GB")]
    public void CountriesThatShareACode_AreToldApart(string number, string country)
    {
        Assert.Null(new DestinationPolicy(CountryRule.OnlyListed, [country], []).WhyRefused(number));
        Assert.Contains(Countries.NameOf(country), new DestinationPolicy(CountryRule.NotListed, [country], []).WhyRefused(number));
        Assert.NotNull(new DestinationPolicy(CountryRule.OnlyListed, ["NL", "DE"], []).WhyRefused(number));
    }

    [Fact]
    public void OnlyListed_NumbersOfNoCountry_AreRefused()
    {
        var policy = new DestinationPolicy(CountryRule.OnlyListed, ["NL"], []);

        Assert.Equal("a number of no country, and only listed countries are allowed", policy.WhyRefused("+80012345678"));
        Assert.Equal("a number of no country, and only listed countries are allowed", policy.WhyRefused("+881612345678"));
        Assert.Equal("a number of France, which is not on the list of allowed countries", policy.WhyRefused("+33123456789"));
    }

    [Fact]
    public void NumberNotInUse_WhereUnknownOnesAreAllowed_NeedsEveryCountryOfItsCode()
    {
        const string Nobody = "+11234567890";

        Assert.NotNull(new DestinationPolicy(CountryRule.OnlyListed, ["US"], []).WhyRefused(Nobody));
        Assert.NotNull(new DestinationPolicy(CountryRule.NotListed, ["JM"], []).WhyRefused(Nobody));
        Assert.Null(new DestinationPolicy(CountryRule.OnlyListed, Plan.GetRegionCodesForCountryCode(1), []).WhyRefused(Nobody));
    }

    [Theory]
    [InlineData("+447012345678", NumberKind.Personal)]
    [InlineData("+447640123456", NumberKind.Pager)]
    public void KindsThatAreAllowedAtFirst_CanBeRefused(string number, NumberKind kind)
    {
        Assert.Null(DestinationPolicy.Default.WhyRefused(number));
        Assert.NotNull(new DestinationPolicy(CountryRule.Any, [], [kind]).WhyRefused(number));
    }

    [Fact]
    public void KindsThatAreRefusedAtFirst_CanBeAllowed() =>
        Assert.Null(new DestinationPolicy(CountryRule.Any, [], [NumberKind.Unknown]).WhyRefused("+491805123456"));

    [Theory]
    [InlineData("nl", "NL")]
    [InlineData("Netherlands", "NL")]
    [InlineData("netherl", "NL")]
    [InlineData(" germany ", "DE")]
    [InlineData("niger", "NE")] // the whole name of one, the beginning of another
    [InlineData("united", null)]
    [InlineData("atlantis", null)]
    [InlineData("", null)]
    public void Countries_AreFoundByCodeAndName(string typed, string? code) => Assert.Equal(code, Countries.Find(typed));

    private static IEnumerable<(string Region, PhoneNumberType Type, string Number)> Examples() =>
        from region in Plan.GetSupportedRegions()
        from type in Types
        let example = Plan.GetExampleNumberForType(region, type)
        where example is not null
        select (region, type, Plan.Format(example, PhoneNumberFormat.E164));
}
