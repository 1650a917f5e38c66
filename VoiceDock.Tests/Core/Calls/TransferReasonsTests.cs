using VoiceDock.Core.Calls;
using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Tests.Core.Calls;

/// <summary>The failure table, row by row.</summary>
[Trait("Kind", "Unit")]
public sealed class TransferReasonsTests
{
    [Theory]
    [InlineData(302, false, "redirected")]
    [InlineData(401, false, "auth_failed")]
    [InlineData(403, false, "forbidden")]
    [InlineData(404, false, "not_found")]
    [InlineData(405, false, "protocol_error")]
    [InlineData(407, false, "auth_failed")]
    [InlineData(408, false, "trunk_timeout")]
    [InlineData(408, true, "no_answer")]
    [InlineData(410, false, "not_found")]
    [InlineData(415, false, "no_common_codec")]
    [InlineData(416, false, "bad_number")]
    [InlineData(420, false, "protocol_error")]
    [InlineData(480, false, "unavailable")]
    [InlineData(480, true, "no_answer")]
    [InlineData(482, false, "loop")]
    [InlineData(483, false, "loop")]
    [InlineData(484, false, "bad_number")]
    [InlineData(486, true, "busy")]
    [InlineData(488, false, "no_common_codec")]
    [InlineData(500, false, "trunk_error")]
    [InlineData(501, false, "trunk_error")]
    [InlineData(503, false, "trunk_error")]
    [InlineData(504, false, "trunk_error")]
    [InlineData(600, true, "busy")]
    [InlineData(603, true, "declined")]
    [InlineData(604, false, "not_found")]
    [InlineData(606, false, "no_common_codec")]
    [InlineData(607, true, "declined")]
    public void FinalAnswer_HasOneReason(int status, bool rang, string slug) =>
        Assert.Equal(slug, TransferReasons.For(new LegEnd(LegEndKind.Rejected, status), rang).Slug);

    [Theory]
    [InlineData(LegEndKind.NoAnswer, "trunk_timeout")]
    [InlineData(LegEndKind.Unreachable, "trunk_unreachable")]
    [InlineData(LegEndKind.TlsFailed, "tls_failed")]
    [InlineData(LegEndKind.DnsFailed, "dns_failed")]
    [InlineData(LegEndKind.TargetRefused, "target_refused")]
    [InlineData(LegEndKind.AuthFailed, "auth_failed")]
    [InlineData(LegEndKind.CredentialsUnreadable, "credentials_unreadable")]
    [InlineData(LegEndKind.NoCommonCodec, "no_common_codec")]
    public void EndWithoutAnswer_HasOneReason(LegEndKind kind, string slug) => Assert.Equal(slug, TransferReasons.For(new LegEnd(kind), false).Slug);

    [Fact]
    public void FailOver_IsForTrunksThatCannotServe_NeverForWhatADestinationSaid() =>
        Assert.Equal(
            ["trunk_timeout", "trunk_unreachable", "tls_failed", "dns_failed", "auth_failed", "forbidden", "trunk_error", "credentials_unreadable"],
            TransferReasons.All.Where(TransferReasons.FailsOver).Select(r => r.Slug));

    [Fact]
    public void EveryReason_HasItsOwnSlugAndWords()
    {
        Assert.Equal(TransferReasons.All.Count, TransferReasons.All.Select(r => r.Slug).Distinct().Count());
        Assert.All(TransferReasons.All, r => Assert.False(string.IsNullOrWhiteSpace(r.Explanation)));
        Assert.All(TransferReasons.All, r => Assert.DoesNotContain("{", r.Explain("Trunk 'Berlin'", "200", "sales"), StringComparison.Ordinal));
        Assert.All(CallEndReasons.All, e => Assert.EndsWith(".", e.Sentence, StringComparison.Ordinal));
    }
}
