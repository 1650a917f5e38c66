using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Dialogs;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Counts what an agent logs as an error, which no message of a peer may cause, and keeps the first.</summary>
internal sealed class ErrorCounter : ILogger<SipAgent>
{
    private int _count;

    public int Count => _count;

    public string? First { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Warning) return;
        Interlocked.Increment(ref _count);
        First ??= $"{formatter(state, exception)} {exception}";
    }
}
