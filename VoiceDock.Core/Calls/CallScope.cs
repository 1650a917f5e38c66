using System.Collections;

namespace VoiceDock.Core.Calls;

/// <summary>The scope of log entries that are written on a call's actor: one pair, <c>CallId</c>.</summary>
internal sealed class CallScope(Guid callId) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 1;

    public KeyValuePair<string, object?> this[int index] => index == 0 ? new("CallId", callId) : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return this[0];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"CallId:{callId}";
}
