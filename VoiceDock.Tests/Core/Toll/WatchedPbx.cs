using System.Collections.Concurrent;
using VoiceDock.Core.Practice;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Tests.Core.Toll;

/// <summary>Writes down the calls that reach a practice PBX: one for each Call-ID, repeats and the answers to its challenges left out.</summary>
internal sealed class WatchedPbx
{
    private readonly ConcurrentDictionary<string, string> _calls = [];

    public WatchedPbx(PracticePbx pbx) => pbx.Traced += Note;

    /// <summary>The user parts that were called.</summary>
    public IReadOnlyList<string> Called => [.. _calls.Values];

    public int Count => _calls.Count;

    private void Note(SipTraceMessage message)
    {
        if (message.Sent || !message.Text.StartsWith("INVITE sip:", StringComparison.Ordinal)) return;
        var uri = message.Text["INVITE sip:".Length..message.Text.IndexOf(' ', "INVITE ".Length)];
        _calls[message.CallId] = uri[..uri.IndexOf('@')];
    }
}
