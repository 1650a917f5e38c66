using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Access;
using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security.Destinations;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Toll;

/// <summary>The destination rules in the database. One change at a time; what is in force follows before a change returns. Thread-safe.</summary>
public sealed class DestinationPolicyStore(
    IDbContextFactory<VoiceDockDb> databases, DestinationPolicies policies, Permits permits, AuditLog audit, TimeProvider time, ILogger<DestinationPolicyStore> log) : IDisposable
{
    private readonly SemaphoreSlim _change = new(1);

    /// <summary>Brings what is stored into force; at start.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Set<StoredPolicy>().AsNoTracking().SingleOrDefaultAsync(ct) is { } stored) policies.Use(stored.ToPolicy());
    }

    /// <summary>Changes the rules: they hold for every call that is dialled from now on, also for those under way to their next destination.</summary>
    /// <returns>What is in force now, or <c>forbidden</c> or <c>validation_failed</c>.</returns>
    public async Task<Result<DestinationPolicy>> UpdateAsync(DestinationPolicyInput input, Actor actor, CancellationToken ct = default)
    {
        if (permits.Refusal(actor, Role.Admin, "destination_policy.update") is { } forbidden) return forbidden;
        var problems = Problems(input).ToList();
        if (problems.Count > 0) return Error.Validation(problems);
        await _change.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var row = await db.Set<StoredPolicy>().SingleOrDefaultAsync(ct);
            if (row is null) db.Add(row = new StoredPolicy());
            var before = DestinationPolicyInput.From(policies.Current);
            Write(input, row);
            (row.ChangedAt, row.ChangedBy) = (time.GetUtcNow().UtcDateTime, actor.Name);
            audit.Write(db, actor, "destination_policy.update", new AuditObject("destination_policy", (string?)null), AuditChange.Of(before, DestinationPolicyInput.From(row.ToPolicy())));
            await db.SaveChangesAsync(ct);
            policies.Use(row.ToPolicy());
        }
        finally
        {
            _change.Release();
        }

        log.LogInformation("The destination rules were changed by {ActorType} {Actor}", actor.Type, actor.Name);
        return policies.Current;
    }

    public void Dispose() => _change.Dispose();

    private static void Write(DestinationPolicyInput input, StoredPolicy row)
    {
        row.CountryRule = WireName.TryParse<CountryRule>(input.CountryRule, out var rule) ? rule : default;
        row.Countries = [.. input.Countries.Select(c => c.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal)];
        row.RefusedKinds = [.. input.RefusedKinds.Distinct()];
    }

    private static IEnumerable<(string Field, string What)> Problems(DestinationPolicyInput input)
    {
        if (!WireName.TryParse<CountryRule>(input.CountryRule, out var rule))
            yield return ("country_rule", $"must be one of {string.Join(", ", WireName.All<CountryRule>())}");
        else if (rule == CountryRule.OnlyListed && input.Countries.Count == 0)
            yield return ("countries", "must name at least one country; with none listed no number could be dialled");
        foreach (var country in input.Countries.Where(c => !Countries.IsKnown(c.ToUpperInvariant())).Take(5))
            yield return ("countries", $"'{FieldText.Shown(country)}' is no country code of two letters (ISO 3166) that has phone numbers");
        foreach (var kind in input.RefusedKinds.Where(k => !WireName.TryParse<NumberKind>(k, out _)).Take(5))
            yield return ("refused_kinds", $"'{FieldText.Shown(kind)}' must be one of {string.Join(", ", WireName.All<NumberKind>())}");
    }
}
