using System.Collections.Concurrent;
using VoiceDock.Core.Media;

namespace VoiceDock.Tests.Media;

/// <summary>Writes down a leg's events, in order: "first", "digit 5", "silent 3", "audible".</summary>
internal sealed class LegRecorder : IMediaLegEvents
{
    private readonly BlockingCollection<string> _events = new(10_000);

    public string[] All => [.. _events];

    public void OnFirstPacket(MediaLeg leg) => _events.Add("first");

    public void OnDigit(MediaLeg leg, char key) => _events.Add($"digit {key}");

    public void OnSilent(MediaLeg leg, TimeSpan age) => _events.Add($"silent {age.TotalSeconds:0}");

    public void OnAudible(MediaLeg leg) => _events.Add("audible");

    public string Next() => _events.TryTake(out var next, 2000) ? next : throw new TimeoutException("No event within 2 s.");

    public string Digits() => string.Concat(All.Where(text => text.StartsWith("digit", StringComparison.Ordinal)).Select(text => text[^1]));
}
