using VoiceDock.Tests.Interop;
using VoiceDock.Tests.Sip.Hostile;

namespace VoiceDock.Tests.Core.Calls.Matrix;

/// <summary>
/// A transfer never costs the caller the call: every final answer, every time-out, crossings at random moments, the PBX killed in every state. After each
/// the caller hears the assistant again; at the end nothing is left. The long form takes all 400 codes (eng/soak.sh).
/// </summary>
[Collection(nameof(AloneCollection))]
[Trait("Kind", "Sip")]
public sealed class FailureMatrixTests(FailureMatrixTests.Rig rig, ITestOutputHelper output) : IClassFixture<FailureMatrixTests.Rig>
{
    [Fact]
    public Task Bridge_EveryFailure_LeavesTheCallerWithTheAssistant() =>
        RunAsync(new BridgeColumn(), Soak.Number("MATRIX_CODES", 84), Soak.Number("MATRIX_CROSSINGS", 18));

    [Fact]
    public Task Warm_EveryFailure_LeavesTheCallerWithTheAssistant() =>
        RunAsync(new WarmColumn(), Soak.Number("MATRIX_CODES", 84) / 4, Soak.Number("MATRIX_CROSSINGS", 18) / 2);

    [Fact]
    public Task Refer_EveryFailure_LeavesTheCallerWithTheAssistant() =>
        RunAsync(new ReferColumn(), Soak.Number("MATRIX_CODES", 84) / 4, Soak.Number("MATRIX_CROSSINGS", 18) / 3);

    private Task RunAsync(MatrixColumn column, int codes, int crossings) => MatrixRun.RunAsync(rig, column, Codes(codes), crossings, output);

    // The rows of the table first, then random ones; all when so many are wanted.
    private static List<int> Codes(int count)
    {
        var all = Enumerable.Range(300, 400).ToArray();
        new Random(Soak.Seed).Shuffle(all);
        return [.. MatrixReasons.WithRows.Concat(all).Distinct().Take(count)];
    }

    /// <summary>Patience at its shortest.</summary>
    public sealed class Rig : InteropRig
    {
        protected override IEnumerable<(string Key, string Value)> Settings =>
        [
            ("Calls:FarSilentAtStartSeconds", "5"), ("Calls:FarSilentSeconds", "5"), ("Calls:DialSeconds", "8"), ("Calls:AcceptKeySeconds", "1"),
            ("Sip:ReferOutcomeSeconds", "2"), ("Calls:MaxPerSecond", "200"),
        ];
    }
}
