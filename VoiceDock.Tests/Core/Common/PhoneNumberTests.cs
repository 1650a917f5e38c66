using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Core.Common;

[Trait("Kind", "Unit")]
public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("+31201234567", null, "+31201234567")]
    [InlineData("+31 20 123-4567", null, "+31201234567")]
    [InlineData("0031201234567", null, "+31201234567")]
    [InlineData("31201234567", null, "+31201234567")]
    [InlineData("0201234567", "NL", "+31201234567")]
    [InlineData("0201234567", "nl", "+31201234567")]
    [InlineData("2025550143", "US", "+12025550143")]
    [InlineData("01131201234567", "US", "+31201234567")]
    [InlineData("31201234567", "NL", "+31201234567")]
    [InlineData("0201234567", null, null)]
    [InlineData("anonymous", "NL", null)]
    [InlineData("200", "NL", null)]
    [InlineData("+3120", null, null)]
    [InlineData("", "NL", null)]
    [InlineData(null, "NL", null)]
    public void Normalise_AsDialledOrPresented_IsE164(string? dialled, string? country, string? expected) =>
        Assert.Equal(expected, PhoneNumber.Normalise(dialled, country));

    [Fact]
    public void Readings_PlainDigitsWithACountry_ReadNationalFirst() =>
        Assert.Equal(["+12025550143", "+2025550143"], PhoneNumber.Readings("2025550143", "US"));

    [Theory]
    [InlineData("+31612345678", "NL", "0612345678")]
    [InlineData("+31612345678", "DE", "0031612345678")]
    [InlineData("+31612345678", "US", "01131612345678")]
    [InlineData("+12025550143", "US", "2025550143")]
    [InlineData("+390612345678", "IT", "0612345678")]
    [InlineData("+31612345678", "XX", null)]
    public void DialledFrom_Country_IsWhatATelephoneThereDials(string e164, string country, string? expected) =>
        Assert.Equal(expected, PhoneNumber.DialledFrom(e164, country));

    [Theory]
    [InlineData("+1234567", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("+123456", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+0123456789", false)]
    [InlineData("31201234567", false)]
    [InlineData("+3120123456\u0667", false)]
    public void IsE164_Form_IsJudgedAlone(string text, bool expected) => Assert.Equal(expected, PhoneNumber.IsE164(text));
}
