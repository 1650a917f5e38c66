using System.Globalization;

namespace VoiceDock.Tests.Sip.Peers;

/// <summary>The last line of SIPp's statistics.</summary>
public sealed record SippStatistics(int Successful, int Failed, int Retransmissions)
{
    internal static SippStatistics Read(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].Split(';');
        var values = lines[^1].Split(';');
        int Value(string name) => int.Parse(values[Array.IndexOf(names, name)], CultureInfo.InvariantCulture);
        return new SippStatistics(Value("SuccessfulCall(C)"), Value("FailedCall(C)"), Value("Retransmissions(C)"));
    }
}
