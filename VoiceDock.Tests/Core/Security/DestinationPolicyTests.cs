using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

[Trait("Kind", "Unit")]
public sealed class DestinationPolicyTests
{
    [Theory]
    [InlineData("+31612345678")] // mobile
    [InlineData("+31201234567")] // fixed line
    [InlineData("+12025550143")] // fixed or mobile
    [InlineData("+318001234")] // toll-free
    [InlineData("+80012345678")] // international toll-free
    public void Check_OrdinaryNumbers_AreAllowed(string number) => Assert.Null(DestinationPolicy.WhyRefused(number));

    [Theory]
    [InlineData("+31909123456", "premium-rate")]
    [InlineData("+19002345678", "premium-rate")]
    [InlineData("+4419012345678", "not a number")]
    [InlineData("+491805123456", "shared-cost")]
    [InlineData("+870773123456", "satellite")]
    [InlineData("+881612345678", "satellite")]
    [InlineData("+88216123456", "international network")]
    [InlineData("+883510012345", "international network")]
    [InlineData("+979123456789", "premium-rate")]
    [InlineData("+31000000000", "not a number")]
    [InlineData("+9991234567", "not a number")]
    public void Check_CostlyAndUnknownNumbers_AreRefusedWithTheReason(string number, string reason)
    {
        Assert.True(DialTarget.TryParse(number, out var target));

        var refusal = DestinationPolicy.Check(target).Error;

        Assert.Equal((ErrorKind.Forbidden, "destination_not_allowed"), (refusal?.Kind, refusal?.Code));
        Assert.Contains(reason, refusal!.Message);
    }

    [Fact]
    public void Check_ExampleNumbersOfEveryCountry_CostlyKindsAreRefusedMobilesAreNot()
    {
        var plan = PhoneNumbers.PhoneNumberUtil.GetInstance();
        List<string> passed = [], refused = [];
        foreach (var region in plan.GetSupportedRegions())
        {
            if (Example(region, PhoneNumbers.PhoneNumberType.PREMIUM_RATE) is { } premium && DestinationPolicy.WhyRefused(premium) is null) passed.Add(premium);
            if (Example(region, PhoneNumbers.PhoneNumberType.SHARED_COST) is { } shared && DestinationPolicy.WhyRefused(shared) is null) passed.Add(shared);
            if (Example(region, PhoneNumbers.PhoneNumberType.MOBILE) is { } mobile && DestinationPolicy.WhyRefused(mobile) is not null) refused.Add(mobile);
        }

        Assert.True(plan.GetSupportedRegions().Count > 200);
        Assert.Empty(passed);
        Assert.Empty(refused);

        string? Example(string region, PhoneNumbers.PhoneNumberType type) =>
            plan.GetExampleNumberForType(region, type) is { } number ? plan.Format(number, PhoneNumbers.PhoneNumberFormat.E164) : null;
    }

    [Fact]
    public void Check_AnExtension_IsLeftToTheTrunk()
    {
        Assert.True(DialTarget.TryParse("0909123456", out var target));
        Assert.True(DestinationPolicy.Check(target).IsOk);
    }
}
