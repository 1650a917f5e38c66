using System.Globalization;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Switches of the hostile tests: short by default, long by <c>VOICEDOCK_HOSTILE_…</c> in the environment (eng/soak.sh sets them).</summary>
internal static class Soak
{
    /// <summary>Where generated inputs begin; another number gives other inputs, the same number the same ones.</summary>
    public static int Seed { get; } = Number("SEED", 4475);

    public static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable($"VOICEDOCK_HOSTILE_{name}") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
