namespace VoiceDock.Core.Trunks.Presets;

/// <summary>One of our fields in the words of another system.</summary>
/// <param name="Field">Our wire name, for example <c>username</c>.</param>
/// <param name="TheirName">What that system calls it, for example <c>Trunk name</c>.</param>
/// <param name="Example">A value as it looks there; shown as placeholder.</param>
/// <param name="Hint">Where to find it or what to mind; may be empty.</param>
/// <param name="Unverified">The hint is common knowledge that nobody has confirmed on such a system for us; to be shown with it.</param>
public sealed record PresetField(string Field, string TheirName, string Example = "", string Hint = "", bool Unverified = false)
{
    /// <summary>The hint as it is shown, with its mark.</summary>
    public string ShownHint => Unverified && Hint.Length > 0 ? $"{Hint} (Unverified.)" : Hint;
}
