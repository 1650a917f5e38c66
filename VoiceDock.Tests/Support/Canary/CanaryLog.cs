using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceDock.Web.Startup.Logs;

namespace VoiceDock.Tests.Support.Canary;

/// <summary>
/// A host's log at Trace as the product writes it, mask included, in a file. Disposing searches it with all that the book knows by then, and removes it.
/// </summary>
internal sealed class CanaryLog : ILoggerProvider, ISupportExternalScope
{
    private readonly CanaryNet _net;
    private readonly string _path;
    private readonly TextLog _format = new(TimeProvider.System);
    private readonly Lock _lock = new();
    private IExternalScopeProvider? _scopes;
    private StreamWriter? _file;

    public CanaryLog(CanaryNet net)
    {
        _net = net;
        _path = Path.Combine(net.Folder, $"{Guid.NewGuid():N}.log");
        _file = new StreamWriter(_path);
        net.Remember(this);
    }

    /// <summary>The host logs everything to the net as well; its other sinks keep their levels. Nothing while the net is off.</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (CanaryNet.Current is not { } net) return;
        services.AddSingleton<ILoggerProvider>(_ => new CanaryLog(net));
        services.Configure<LoggerFilterOptions>(filters => filters.Rules.Add(new LoggerFilterRule(typeof(CanaryLog).FullName, null, LogLevel.Trace, null)));
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>Lines of a process, as they came.</summary>
    public void Write(string line)
    {
        lock (_lock) _file?.WriteLine(line);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_file is null) return;
            _file.Dispose();
            _file = null;
        }

        _net.Forget(this);
        foreach (var line in File.ReadLines(_path)) _net.Check(CanaryPlace.Line, line[..Math.Min(line.IndexOf(": ", StringComparison.Ordinal) is var end and > 0 ? end : 0, 120)], line);
        File.Delete(_path);
    }

    private sealed class Category(CanaryLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using var text = new StringWriter();
            log._format.Write(new LogEntry<TState>(logLevel, name, eventId, state, exception, formatter), log._scopes, text);
            lock (log._lock) log._file?.Write(text.ToString());
        }
    }
}
