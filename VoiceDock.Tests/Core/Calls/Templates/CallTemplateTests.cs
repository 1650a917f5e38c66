using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Templates;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Core.Calls.Templates;

[Trait("Kind", "Unit")]
public sealed class CallTemplateTests
{
    private static readonly CallView Call = new()
    {
        Id = Guid.Parse("0198c1a2-0000-7000-8000-000000000001"),
        Caller = "+31612345678",
        CallerName = "Ada",
        Number = "+31201234567",
        AssistantName = "Reception",
    };

    [Theory]
    [InlineData("no placeholder", "no placeholder")]
    [InlineData("{caller} ({caller_name}) called {number}", "+31612345678 (Ada) called +31201234567")]
    [InlineData("{assistant}: {summary}", "Reception: wants an invoice")]
    [InlineData("{call_id}", "0198c1a2-0000-7000-8000-000000000001")]
    [InlineData("{caller}{caller}", "+31612345678+31612345678")]
    [InlineData("{ \"a\": \"{caller}\" }", "{ \"a\": \"+31612345678\" }")] // braces that are none of ours
    [InlineData("a } b { c", "a } b { c")]
    [InlineData("", "")]
    public void Fill_PutsTheCallsDataIn(string template, string expected) => Assert.Equal(expected, CallTemplate.Fill(template, Call, "wants an invoice"));

    [Fact]
    public void Fill_WhatIsNotKnown_IsEmpty() =>
        Assert.Equal("[] [] [] []", CallTemplate.Fill("[{caller}] [{caller_name}] [{assistant}] [{summary}]", new CallView { Id = Guid.NewGuid() }, summary: null));

    [Fact]
    public void Fill_OfAValueThatLooksLikeAPlaceholder_LeavesItAsItIs() =>
        Assert.Equal("{summary}", CallTemplate.Fill("{caller_name}", Call with { CallerName = "{summary}" }, "secret"));

    [Theory]
    [InlineData("a\r\nX-Evil: 1", "a X-Evil: 1")]
    [InlineData("a\0b", "a b")]
    [InlineData("\r\n a \t\u2028 b\u0085", "a b")]
    [InlineData("\u001b[31mred\u0007", "[31mred")]
    [InlineData("\r\n", "")]
    public void Fill_OfAnyValue_NeverHasAControlCharacter(string evil, string expected)
    {
        var call = Call with { Caller = evil, CallerName = evil, Number = evil, AssistantName = evil };

        Assert.All(["caller", "caller_name", "number", "assistant", "summary"], name => Assert.Equal(expected, CallTemplate.Fill($"{{{name}}}", call, evil)));
    }

    [Theory]
    [InlineData("{caller} {caller_name} {number} {assistant} {summary} {call_id}", null)]
    [InlineData("a } b { c", null)]
    [InlineData("{colour}", "{colour}")]
    [InlineData("{Caller}", "{Caller}")]
    [InlineData("{ caller }", "{ caller }")]
    [InlineData("{}", "{}")]
    public void Problem_NamesThePlaceholderNobodyFills(string template, string? named)
    {
        var problem = CallPlaceholders.Problem(template);

        if (named is null) Assert.Null(problem);
        else Assert.Contains($"unknown placeholder {named}; known are {{caller}}, {{caller_name}}, {{number}}, {{assistant}}, {{summary}}, {{call_id}}", problem, StringComparison.Ordinal);
    }
}
