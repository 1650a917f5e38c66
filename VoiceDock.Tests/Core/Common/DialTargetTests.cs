using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Core.Common;

[Trait("Kind", "Unit")]
public sealed class DialTargetTests
{
    private static readonly string[] Hosts = ["pbx.example.com", "office.example", "2001:db8::1"];

    [Theory]
    [InlineData("+31612345678", DialTargetKind.Number, "+31612345678")]
    [InlineData("200", DialTargetKind.Extension, "200")]
    [InlineData("*72#", DialTargetKind.Extension, "*72#")]
    [InlineData("front-desk_1.a", DialTargetKind.Extension, "front-desk_1.a")]
    [InlineData("sip:200@pbx.example.com", DialTargetKind.Extension, "200")]
    [InlineData("SIP:200@PBX.example.COM:5070;transport=udp", DialTargetKind.Extension, "200")]
    [InlineData("sip:%2B31612345678@office.example;user=phone", DialTargetKind.Number, "+31612345678")]
    [InlineData("sip:200;phone-context=x@office.example", DialTargetKind.Extension, "200")]
    [InlineData("sip:200@[2001:db8::1]:5060", DialTargetKind.Extension, "200")]
    public void Parse_WhatMayBeDialled_IsNumberOrExtension(string text, DialTargetKind kind, string value)
    {
        Assert.True(DialTarget.TryParse(text, Hosts, out var target));
        Assert.Equal((kind, value), (target.Kind, target.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 200")]
    [InlineData("+31 6 12345678")]
    [InlineData("+0612345678")]
    [InlineData("+12")]
    [InlineData("+31612345678901234")]
    [InlineData("900\r\nX-Evil: 1")]
    [InlineData("200@pbx.example.com")]
    [InlineData("20;0")]
    [InlineData("2%300")]
    [InlineData("émile")]
    [InlineData("\u0662\u0660\u0660")]
    [InlineData("tel:+31612345678")]
    [InlineData("sips:200@pbx.example.com")]
    [InlineData("sip:200@evil.example")]
    [InlineData("sip:200@pbx.example.com.evil.example")]
    [InlineData("sip:200@pbx.example.com@evil.example")]
    [InlineData("sip:200:secret@pbx.example.com")]
    [InlineData("sip:200@pbx.example.com?Route=x")]
    [InlineData("sip:200@pbx.example.com:99999999")]
    [InlineData("sip:2%0d%0a00@pbx.example.com")]
    [InlineData("sip:2%zz@pbx.example.com")]
    [InlineData("sip:sip:200@pbx.example.com")]
    [InlineData("sip:@pbx.example.com")]
    [InlineData("sip:pbx.example.com")]
    public void Parse_AnythingElse_IsRefused(string? text) => Assert.False(DialTarget.TryParse(text, Hosts, out _));

    [Fact]
    public void Parse_SipUriWithoutTrunk_IsRefused() => Assert.False(DialTarget.TryParse("sip:200@pbx.example.com", out _));

    [Fact]
    public void Parse_65Characters_IsRefused()
    {
        Assert.True(DialTarget.TryParse(new string('1', 64), out _));
        Assert.False(DialTarget.TryParse(new string('1', 65), out _));
    }

    [Theory]
    [InlineData(" +31 (0)6-1234 5678", true, "+31612345678")]
    [InlineData("+31 (6)", false, null)]
    [InlineData("+31 6 1234 5678 ", true, "+31612345678")]
    [InlineData("+31\u00a06-12.34/5678", true, "+31612345678")]
    [InlineData(" 200 ", true, "200")]
    [InlineData("2 00", false, null)]
    public void ParseTyped_SeparatorsOfANumber_AreDropped(string text, bool ok, string? value)
    {
        Assert.Equal(ok, DialTarget.TryParseTyped(text, [], out var target));
        Assert.Equal(value, target?.Value);
    }
}
