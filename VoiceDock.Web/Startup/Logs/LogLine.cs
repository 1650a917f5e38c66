using Microsoft.Extensions.Logging.Abstractions;

namespace VoiceDock.Web.Startup.Logs;

/// <summary>What both formats take from an entry of the log.</summary>
/// <param name="CallId">The call it is about: of the entry itself, else of the work it was written in.</param>
/// <param name="RequestId">The HTTP request it was written in.</param>
internal readonly record struct LogLine(string Message, string? CallId, string? RequestId)
{
    private const string CallIdName = "CallId";
    private const string RequestIdName = "RequestId";

    public static LogLine Of<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes)
    {
        var found = new Found();
        scopes?.ForEachScope(static (scope, f) => f.Look(scope), found);
        found.Look(entry.State);
        return new LogLine(entry.Formatter?.Invoke(entry.State, entry.Exception) ?? "", found.CallId, found.RequestId);
    }

    private sealed class Found
    {
        public string? CallId { get; private set; }

        public string? RequestId { get; private set; }

        // The innermost comes last and counts.
        public void Look(object? state)
        {
            if (state is not IReadOnlyList<KeyValuePair<string, object?>> pairs)
                return;
            for (var i = 0; i < pairs.Count; i++)
            {
                if (pairs[i].Key == CallIdName)
                    CallId = pairs[i].Value?.ToString();
                else if (pairs[i].Key == RequestIdName)
                    RequestId = pairs[i].Value?.ToString();
            }
        }
    }
}
