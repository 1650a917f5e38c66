using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Tests.Sip.Torture;

/// <summary>The messages of RFC 4475 and RFC 5118 in the parser.</summary>
[Trait("Kind", "Unit")]
public class TortureParsingTests
{
    [Theory]
    [MemberData(nameof(TortureCases.All), MemberType = typeof(TortureCases))]
    public void Parse_IsWhatTheRfcAsks(string name, string? refusal, string answer)
    {
        var result = SipParser.Parse(TortureMessage.Load(name));

        Assert.Equal(refusal, result.Error?.Reason);
        if (refusal is null) Assert.NotEmpty(SipSerializer.Serialize(result.Message!));
        else if (answer == "silence") Assert.Null(result.Error!.Partial);
        else Assert.Equal((answer, true), ($"{result.Error!.Status}", result.Error.Partial is not null));
    }

    [Fact]
    public void Cases_CoverEveryMessageOfBothRfcs()
    {
        var named = TortureCases.All.Select(row => row.Data.Item1).Order().ToList();

        Assert.Equal([.. TortureMessage.Names("rfc4475"), .. TortureMessage.Names("rfc5118")], named);
        Assert.Equal((49, 12), (named.Count(n => n.StartsWith("rfc4475", StringComparison.Ordinal)), named.Count(n => n.StartsWith("rfc5118", StringComparison.Ordinal))));
    }

    /// <summary>A message we wrote again after reading says the same: nothing is lost or reinterpreted on the way.</summary>
    [Theory]
    [MemberData(nameof(TortureCases.All), MemberType = typeof(TortureCases))]
    public void Serialize_OfWhatWasRead_ReadsTheSame(string name, string? refusal, string answer)
    {
        if (refusal is not null) return;
        var first = SipParser.Parse(TortureMessage.Load(name)).Message!;

        var second = SipParser.Parse(SipSerializer.Serialize(first)).Message!;

        Assert.NotEmpty(answer);
        Assert.Equal(first.Summary, second.Summary);
        Assert.Equal(first.Headers.Where(h => h.Key != "Content-Length"), second.Headers.Where(h => h.Key != "Content-Length"));
        Assert.Equal(first.Body, second.Body);
    }
}
