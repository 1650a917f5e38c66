using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Trunks;
using VoiceDock.Core.Trunks.Health;

namespace VoiceDock.Tests.Core.Trunks.Health;

/// <summary>One trunk, a clock that stands still, and what is told about it.</summary>
internal sealed class HealthTable : ILogger<TrunkLights>
{
    public HealthTable(TrunkHealthOptions? options = null)
    {
        Directory.Replace([Trunk]);
        Lights = new TrunkLights(Directory, Events = new TrunkEvents(Time), Options.Create(options ?? new TrunkHealthOptions()), Time, this);
    }

    public FakeTimeProvider Time { get; } = new();

    public TrunkDirectory Directory { get; } = new();

    public Trunk Trunk { get; } = TrunkSamples.Made();

    public TrunkLights Lights { get; }

    public TrunkEvents Events { get; }

    /// <summary>A shelf without a database behind what is compared.</summary>
    public TrunkFingerprints Fingerprints => field ??= new TrunkFingerprints(Shelf, Directory, Time, NullLogger<TrunkFingerprints>.Instance);

    public PlayedShelf Shelf { get; } = new();

    public List<string> Warnings { get; } = [];

    public TrunkHealth Health => Lights.HealthOf(Trunk.Id);

    public string Shown => $"{Health.State} {Health.Reason?.ToString() ?? "-"}";

    public void Answers(int status = 200) =>
        Lights.Note(Trunk, TrunkCheckWords.Answered(TrunkCheckSettings.From(Trunk), status, "Text", null, TimeSpan.FromMilliseconds(12)));

    public void Misses() => Lights.Note(Trunk, TrunkCheckWords.Silent(TrunkCheckSettings.From(Trunk), []));

    public void Refuses() => Lights.Note(Trunk, TrunkCheckWords.PortClosed(TrunkCheckSettings.From(Trunk), []));

    public void CallAnswered(int status = 200) => Lights.NoteAnswer(Trunk, status, "A call over it was answered.");

    public void CallMissed() => Lights.NoteMiss(Trunk, HealthReason.Timeout, "A call over it failed.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning) Warnings.Add(formatter(state, exception));
    }
}
