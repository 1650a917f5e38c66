namespace VoiceDock.Core.Trunks.Health;

/// <summary>
/// The rules by which a trunk is up, suspect or down: one miss is suspect, two in a row are down, one success is up. Pure but for the clock.
/// </summary>
internal sealed class HealthMachine(TrunkHealthOptions options, TimeProvider time)
{
    /// <summary>OPTIONS was answered, whatever the code.</summary>
    /// <param name="isBusy">By 503.</param>
    public TrunkHealth OnAnswer(TrunkHealth before, bool isBusy, TimeSpan? roundTrip, string words) => Answered(
        before with { AnswersOptions = true, IgnoresOptions = false, RoundTrip = roundTrip, Words = words }, isBusy ? HealthReason.Busy : null);

    /// <summary>OPTIONS was not answered, or could not be sent.</summary>
    public TrunkHealth OnMiss(TrunkHealth before, HealthReason reason, string words)
    {
        var now = before with { IgnoresOptions = !before.AnswersOptions, Words = words };
        return now.IgnoresOptions && reason == HealthReason.Timeout && IsProven(before)
            ? Move(now with { Misses = 0, IsReturning = false }, HealthState.Up, HealthReason.NoOptions)
            : Miss(now, reason);
    }

    /// <summary>A call or a registration got an answer, whatever the code.</summary>
    /// <param name="isBusy">By 503.</param>
    public TrunkHealth OnCallAnswered(TrunkHealth before, bool isBusy, string words) => Answered(
        before with { ProvenAt = time.GetTimestamp(), Words = words }, isBusy ? HealthReason.Busy : before.IgnoresOptions ? HealthReason.NoOptions : null);

    /// <summary>A call got no answer from any address of the trunk.</summary>
    public TrunkHealth OnCallMiss(TrunkHealth before, HealthReason reason, string words) => Miss(before with { ProvenAt = null, Words = words }, reason);

    private TrunkHealth Answered(TrunkHealth before, HealthReason? reason)
    {
        var returning = before.IsReturning || before.Actual == HealthState.Down;
        var answers = returning ? before.Answers + 1 : 0;
        return returning && answers < options.UpAfterAnswers
            ? Move(before with { Misses = 0, Answers = answers, IsReturning = true }, HealthState.Suspect, HealthReason.Returning)
            : Move(before with { Misses = 0, Answers = 0, IsReturning = false }, HealthState.Up, reason);
    }

    private TrunkHealth Miss(TrunkHealth before, HealthReason reason)
    {
        var misses = before.Misses + 1;
        var down = misses >= options.DownAfterMisses || before.Actual == HealthState.Down;
        return Move(before with { Misses = misses, Answers = 0 }, down ? HealthState.Down : HealthState.Suspect, reason);
    }

    private TrunkHealth Move(TrunkHealth before, HealthState actual, HealthReason? reason)
    {
        var changes = before.Changes;
        if (actual != before.Actual && before.Actual != HealthState.Unknown)
            changes = changes.Enqueue(time.GetTimestamp());
        while (!changes.IsEmpty && time.GetElapsedTime(changes.Peek()) >= TimeSpan.FromMinutes(options.FlapMinutes))
            changes = changes.Dequeue();
        var flaps = changes.Count() > options.FlapChanges;
        var shown = flaps ? HealthState.Suspect : actual;
        var now = time.GetUtcNow().UtcDateTime;
        return before with
        {
            Actual = actual,
            ActualReason = reason,
            Changes = changes,
            State = shown,
            Reason = flaps ? HealthReason.Flapping : reason,
            Since = shown == before.State ? before.Since : now,
            CheckedAt = now,
        };
    }

    private bool IsProven(TrunkHealth health) =>
        health.ProvenAt is { } at && time.GetElapsedTime(at) < TimeSpan.FromMinutes(options.ProofMinutes);
}
