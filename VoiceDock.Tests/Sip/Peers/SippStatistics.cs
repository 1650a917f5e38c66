using System.Globalization;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>The last line of SIPp's statistics.</summary>
public sealed record SippStatistics(int Successful, int Failed, int Retransmissions)
{
    internal static SippStatistics Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].Split(';');
        // While it runs the last line may not be written to its end.
        var values = lines.Select(l => l.Split(';')).Last(v => v.Length == names.Length);
        int Value(string name) => int.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        return new SippStatistics(Value("SuccessfulCall(C)"), Value("FailedCall(C)"), Value("Retransmissions(C)"));
    }
}
