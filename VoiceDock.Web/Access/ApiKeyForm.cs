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

    public int LifetimeDays { get; set; } = 365;

    public string Reason { get; set; } = "";

    public bool NeverExpires => LifetimeDays == 0;

    public void Tick(string scope, bool ticked)
    {
        if (ticked)
            Scopes.Add(scope);
        else
            Scopes.Remove(scope);
    }

    public ApiKeyInput ToInput() => new()
    {
        Name = Name.Trim(),
        Scopes = [.. ApiScopes.All.Where(Scopes.Contains)],
        Lifetime = NeverExpires ? null : TimeSpan.FromDays(LifetimeDays),
        NeverExpiresReason = NeverExpires ? Reason.Trim() : null,
    };
}
