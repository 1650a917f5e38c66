using System.Text;
using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Calls.Templates;

[Trait("Kind", "Unit")]
public sealed class HeaderTemplateTests
{
    private static readonly CallView Call = new() { Id = Guid.NewGuid(), Caller = "+31612345678", CallerName = "Ada", Number = "+31201234567" };

    [Theory]
    [InlineData("X-Who", "{caller_name} <{caller}>", "Ada <+31612345678>")]
    [InlineData("X-Fixed", "blue", "blue")]
    [InlineData("X-Both", "{summary}, {caller_name}", ", Ada")]
    [InlineData("X-Summary", "{summary}", null)] // nothing is known: no header
    [InlineData("X-Summary", "Spoke of {summary}{assistant}", null)]
    [InlineData("Diversion", "<sip:{number}@example.com>;reason=deflection", "<sip:+31201234567@example.com>;reason=deflection")]
    [InlineData("P-Charge-Info", "\"{caller_name}\" <sip:{caller}@example.com>", "\"Ada\" <sip:+31612345678@example.com>")]
    public void Fill_PutsTheCallIn_AndLeavesOutWhatSaysNothing(string name, string template, string? expected) => Assert.Equal(expected, Filled(name, template, Call));

    [Theory]
    [InlineData("P-Charge-Info", "\"{caller_name}\" <sip:1@a.example>", "\"\\\"> <sip:boss@b.example>,\\\\\" <sip:1@a.example>")]
    [InlineData("P-Charge-Info", "<sip:{caller_name}@a.example>", "<sip:%22%3E%20%3Csip%3Aboss%40b.example%3E%2C%5C@a.example>")]
    [InlineData("P-Charge-Info", "{caller_name}", "sip:boss@b.example\\")]
    [InlineData("X-Who", "\"{caller_name}\"", "\"\\\"> <sip:boss@b.example>,\\\\\"")]
    [InlineData("X-Who", "{caller_name}", "\"> <sip:boss@b.example>,\\")]
    public void Fill_OfANameThatTriesToBeAnAddress_StaysInItsPlace(string name, string template, string expected) =>
        Assert.Equal(expected, Filled(name, template, Call with { CallerName = "\"> <sip:boss@b.example>,\\" }));

    [Fact]
    public void Fill_OfAnythingWithLineBreaks_IsOneLine()
    {
        var call = Call with { CallerName = "Ada\r\nX-Evil: 1\0" };

        Assert.All(new[] { "X-A", "P-A", "Diversion", "User-to-User" }, name =>
            Assert.DoesNotContain(Filled(name, "{caller_name} \"{caller_name}\" <{caller_name}>", call)!, c => char.IsControl(c)));
    }

    [Fact]
    public void Fill_OfALongSummary_IsCutAtACharacter()
    {
        var summary = new string('a', HeaderTemplate.LongestFilled - 1) + "😀";

        var header = HeaderTemplate.Fill([new TrunkHeader("X-Summary", "{summary}")], Call, summary).Single();

        Assert.Equal(summary[..^2], header.Value);
    }

    [Fact]
    public void Fill_KeepsTheOrder()
    {
        var headers = HeaderTemplate.Fill([new("X-B", "{caller}"), new("X-None", "{summary}"), new("X-A", "2")], Call, summary: null);

        Assert.Equal([new("X-B", "+31612345678"), new("X-A", "2")], headers);
    }

    [Theory]
    [InlineData("{caller_name}", "416461;encoding=hex")]
    [InlineData("\"{caller_name}\"", "416461;encoding=hex")]
    [InlineData("04416461;encoding=hex", "04416461;encoding=hex")]
    [InlineData("04416461; purpose=isdn-uui; encoding=HEX", "04416461;purpose=isdn-uui;encoding=hex")]
    [InlineData("{caller_name};purpose=isdn-uui;content=isdn-uui", "416461;purpose=isdn-uui;content=isdn-uui;encoding=hex")]
    [InlineData("{caller};encoding=hex", "2B3331363132333435363738;encoding=hex")]
    [InlineData("0441646;encoding=hex", "30343431363436;encoding=hex")] // half an octet is no data in hexadecimal
    [InlineData("a;b=c", "613B623D63;encoding=hex")] // the semicolon is text
    [InlineData("04416461", "3034343136343631;encoding=hex")] // not said to be hexadecimal: it is text
    [InlineData("{summary}", null)]
    [InlineData("{summary};purpose=isdn-uui", null)]
    public void UserToUser_IsHexadecimalOnTheWire(string template, string? expected) => Assert.Equal(expected, Filled("user-to-user", template, Call));

    [Fact]
    public void UserToUser_OfACallerWhoseNumberLooksLikeHexadecimal_IsEncodedAsAnyOther() =>
        Assert.Equal("31323334;encoding=hex", Filled("User-to-User", "{caller};encoding=hex", Call with { Caller = "1234" }));

    [Fact]
    public void UserToUser_OfText_ReadsBackAsUtf8()
    {
        var value = Filled("User-to-User", "{caller_name} wants €", Call)!;

        Assert.Equal("Ada wants €", Encoding.UTF8.GetString(Convert.FromHexString(value.Split(';')[0])));
    }

    [Fact]
    public void UserToUser_OfALongText_IsCutAtACharacter()
    {
        var value = HeaderTemplate.Fill([new TrunkHeader("User-to-User", "a{summary}")], Call, new string('€', 300)).Single().Value;

        var text = Encoding.UTF8.GetString(Convert.FromHexString(value.Split(';')[0]));
        Assert.Equal("a" + new string('€', (UserToUser.MostOctets - 1) / 3), text);
    }

    [Fact]
    public void HeaderWithAGrammar_ThatWouldBeTooLong_IsLeftOut_AndAPrivateOneIsCut()
    {
        var long3 = string.Concat(Enumerable.Repeat("{summary}", 3));
        var filled = HeaderTemplate.Fill([new TrunkHeader("P-A", $"<sip:{long3}@pbx>"), new TrunkHeader("X-A", long3)], Call, new string('a', HeaderTemplate.LongestFilled));

        Assert.Equal(("X-A", HeaderTemplate.LongestHeader), (filled.Single().Key, filled.Single().Value.Length));
    }

    private static string? Filled(string name, string template, CallView call) =>
        HeaderTemplate.Fill([new TrunkHeader(name, template)], call, summary: null).Select(h => h.Value).SingleOrDefault();
}
