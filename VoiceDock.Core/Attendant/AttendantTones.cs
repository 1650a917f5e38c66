using VoiceDock.Core.Media.Prompts;

namespace VoiceDock.Core.Attendant;

/// <summary>What the attendant plays where there is no speech engine.</summary>
internal static class AttendantTones
{
    public static readonly AudioClip Announcement = AudioClip.Tones(([880.0, 1175.0], 200, 100), ([880.0, 1175.0], 200, 100));

    public static readonly AudioClip Error = AudioClip.Tones(([220.0], 400, 100));

    public static readonly AudioClip Failed = AudioClip.Tones(([880.0], 200, 50), ([660.0], 200, 50), ([440.0], 300, 100));

    /// <summary>One beep per destination.</summary>
    public static AudioClip Menu(int destinations) =>
        AudioClip.Tones([.. Enumerable.Repeat<(double[] Hz, int Ms, int GapMs)>(([440.0], 150, 150), Math.Clamp(destinations, 1, 9))]);
}
