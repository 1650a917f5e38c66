using System.Globalization;
using System.Xml.Linq;

namespace VoiceDock.Tests.Interop.Matrix;

/// <summary>The table of <c>docs/interop.md</c>.</summary>
public sealed class InteropTableTests
{
    private const string Results = """
        <assemblies><assembly><collection>
          <test type="A.KamailioTests" method="Calls" result="Pass"><traits><trait name="Interop" value="Kamailio: call out"/><trait name="Kind" value="Sip"/></traits></test>
          <test type="A.KamailioTests" method="Calls" result="Pass"><traits><trait name="Interop" value="Kamailio: call out"/></traits></test>
          <test type="A.SippTests" method="Rings" result="Fail"><traits><trait name="Interop" value="SIPp: call out"/><trait name="Interop" value="SIPp: something new"/></traits></test>
          <test type="A.SippTests" method="Skipped" result="Skip"><traits><trait name="Interop" value="SIPp: TLS"/></traits></test>
        </collection></assembly></assemblies>
        """;

    [Fact]
    [Trait("Kind", "Unit")]
    public void Table_CountsWhatPassed_NamesWhatFailed_AndLeavesOutWhatDidNotRun()
    {
        var text = InteropTable.Read(XDocument.Parse(Results)).Write("2026-05-04", "SIPp 3");

        Assert.Contains("| Feature | SIPp | Kamailio |", text, StringComparison.Ordinal);
        Assert.Contains("| call out | 0, 1 FAILED | 2 |", text, StringComparison.Ordinal);
        Assert.Contains("| something new | 0, 1 FAILED |  |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TLS", text, StringComparison.Ordinal);
        Assert.Contains("- KamailioTests.Calls: call out\n", text, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    [Trait("Kind", "Picture")]
    public void Table_OfTheLastRun_IsWritten()
    {
        var results = Environment.GetEnvironmentVariable("VOICEDOCK_INTEROP_RESULTS") ?? throw new InvalidOperationException("Run eng/interop.sh.");
        var table = InteropTable.Read(XDocument.Load(results));
        Assert.True(table.Count > 0, "No test with a foreign peer ran.");
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        File.WriteAllText(Environment.GetEnvironmentVariable("VOICEDOCK_INTEROP_TABLE")!, table.Write(today, Environment.GetEnvironmentVariable("VOICEDOCK_INTEROP_VERSIONS") ?? "?"));
    }
}
