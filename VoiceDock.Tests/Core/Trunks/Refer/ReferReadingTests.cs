using VoiceDock.Core.Trunks.Refer;

namespace VoiceDock.Tests.Core.Trunks.Refer;

[Trait("Kind", "Unit")]
public sealed class ReferReadingTests
{
    // o, x: a real one that completed, failed; O, X: a test. Oldest first.
    [Theory]
    [InlineData("", false, ReferSupport.Unknown)]
    [InlineData("", true, ReferSupport.Advertised)]
    [InlineData("o", false, ReferSupport.Unknown)]
    [InlineData("oo", true, ReferSupport.Advertised)]
    [InlineData("ooo", false, ReferSupport.Proven)]
    [InlineData("oooooooooo", true, ReferSupport.Proven)]
    [InlineData("O", false, ReferSupport.Proven)]
    [InlineData("x", true, ReferSupport.Failing)]
    [InlineData("X", true, ReferSupport.Failing)]
    [InlineData("ooox", true, ReferSupport.Failing)]
    [InlineData("Ox", true, ReferSupport.Failing)]
    [InlineData("xo", true, ReferSupport.Advertised)] // no longer failing, far from proven
    [InlineData("xooooooooo", true, ReferSupport.Advertised)] // one of the last ten failed
    [InlineData("xO", false, ReferSupport.Proven)] // somebody repaired and tested it
    [InlineData("Oxo", false, ReferSupport.Unknown)] // the test is older than the failure
    public void Support_FollowsFromTheLastOutcomes(string outcomes, bool isAdvertised, ReferSupport expected)
    {
        var reading = ReferReading.Of([.. outcomes.Select(o => new ReferOutcome { Route = "", IsOk = o is 'o' or 'O', IsTest = char.IsUpper(o) })], isAdvertised);

        Assert.Equal((expected, outcomes.Count(o => o is 'o' or 'O'), outcomes.Length), (reading.Support, reading.Completed, reading.Tried));
    }
}
