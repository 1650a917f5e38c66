using VoiceDock.Web.Access.SignIn;

namespace VoiceDock.Tests.Components.Access;

[Trait("Kind", "Unit")]
public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/calls?state=live", "/calls?state=live")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Local_OfAnAddress_StaysHere(string? address, string expected) => Assert.Equal(expected, ReturnAddress.Local(address));
}
