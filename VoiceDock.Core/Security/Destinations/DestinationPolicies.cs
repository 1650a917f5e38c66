namespace VoiceDock.Core.Security.Destinations;

/// <summary>The destination policy in force. Read it anew for every destination: it changes while the program runs. Thread-safe.</summary>
public sealed class DestinationPolicies
{
    private volatile DestinationPolicy _current = DestinationPolicy.Default;

    public DestinationPolicy Current => _current;

    internal void Use(DestinationPolicy policy) => _current = policy;
}
