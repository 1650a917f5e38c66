using VoiceDock.Core.Common;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class NumberRuleTests
{
    [Theory]
    [InlineData("as_entered", null, null, "+31612345678", "+31612345678")]
    [InlineData("e164_plus", null, null, "+31612345678", "+31612345678")]
    [InlineData("e164_plain", null, null, "+31612345678", "31612345678")]
    [InlineData("e164_00", null, null, "+31612345678", "0031612345678")]
    [InlineData("national", "NL", null, "+31612345678", "0612345678")]
    [InlineData("national", "NL", null, "+4930123456", "004930123456")]
    [InlineData("national", "US", null, "+12025550143", "2025550143")]
    [InlineData("e164_00", null, "9", "+31612345678", "90031612345678")]
    [InlineData("national", "NL", "*9#", "+31612345678", "*9#0612345678")]
    [InlineData("e164_plain", null, "9", "200", "200")]
    public void Format_ByTheTrunksRule_IsWhatIsDialled(string format, string? country, string? prefix, string destination, string expected)
    {
        var trunk = TrunkSamples.Made(t => (t.NumberFormat, t.NumberCountry, t.NumberPrefix) = (format, country, prefix));

        Assert.Equal(expected, NumberRule.Format(trunk, Target(destination)).Value);
    }

    [Fact]
    public void Format_ExtensionOnATrunkWithoutExtensions_IsNotAllowed()
    {
        var trunk = TrunkSamples.Made(t => t.AllowExtensions = false);

        var refusal = NumberRule.Format(trunk, Target("200")).Error;

        Assert.Equal((ErrorKind.Forbidden, "destination_not_allowed"), (refusal?.Kind, refusal?.Code));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("2000000")]
    [InlineData("0031612345678")]
    [InlineData("reception")]
    public void Format_ExtensionOutsideThePattern_IsNotAllowed(string extension) =>
        Assert.Equal("destination_not_allowed", NumberRule.Format(TrunkSamples.Made(), Target(extension)).Error?.Code);

    [Theory]
    [InlineData("national", null, null, null)]
    [InlineData("national", "DE", null, "0031612345678")]
    [InlineData("e164_plus", null, "8", "8+31612345678")]
    [InlineData("nonsense", null, null, null)]
    public void Rehearse_UnsavedFields_ShowsTheResultOrNothing(string format, string? country, string? prefix, string? expected) =>
        Assert.Equal(expected, NumberRule.Rehearse(format, country, prefix, "+31612345678"));

    private static DialTarget Target(string text) => DialTarget.TryParse(text, out var target) ? target : throw new ArgumentException(text);
}
