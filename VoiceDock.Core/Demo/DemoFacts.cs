using System.Net;

namespace VoiceDock.Core.Demo;

/// <summary>What the demo prints once it is ready. The key is shown this once, on the console of the person who started the demo.</summary>
public sealed class DemoFacts(string apiKey, IPEndPoint sip)
{
    public string ApiKey { get; } = apiKey;

    public IPEndPoint Sip { get; } = sip;

    public override string ToString() => $"demo at {Sip}";
}
