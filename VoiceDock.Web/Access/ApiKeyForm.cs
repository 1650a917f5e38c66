using VoiceDock.Core.Access;

namespace VoiceDock.Web.Access;

/// <summary>What the dialog for a new key holds while it is filled in.</summary>
public sealed class ApiKeyForm
{
    /// <summary>The lifetimes offered, in days; 0 = never expires.</summary>
    public static readonly IReadOnlyList<int> Lifetimes = [30, 90, 365, 0];

    public string Name { get; set; } = "";

    /// <summary>Nothing is ticked beforehand.</summary>
    public HashSet<string> Scopes { get; } = [];

    /// <summary>None ticked: all trunks.</summary>
    public HashSet<Guid> TrunkIds { get; } = [];

    /// <summary>None ticked: all numbers.</summary>
    public HashSet<Guid> NumberIds { get; } = [];

    /// <summary>Null: from everywhere.</summary>
    public IReadOnlyList<string>? Networks { get; set; }

    public int LifetimeDays { get; set; } = 365;

    public string Reason { get; set; } = "";

    public bool NeverExpires => LifetimeDays == 0;

    public static void Tick<T>(HashSet<T> ticks, T value, bool ticked)
    {
        if (ticked)
            ticks.Add(value);
        else
            ticks.Remove(value);
    }

    public ApiKeyInput ToInput() => new()
    {
        Name = Name.Trim(),
        Scopes = [.. ApiScopes.All.Where(Scopes.Contains)],
        TrunkIds = [.. TrunkIds],
        NumberIds = [.. NumberIds],
        Networks = Networks ?? [],
        Lifetime = NeverExpires ? null : TimeSpan.FromDays(LifetimeDays),
        NeverExpiresReason = NeverExpires ? Reason.Trim() : null,
    };
}
