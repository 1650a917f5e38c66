namespace VoiceDock.Core.Media.Dtmf;

/// <summary>The sixteen keys, their event codes (RFC 4733 3.2) and their tone pairs (ITU-T Q.23).</summary>
internal static class DtmfKeys
{
    private const string Keys = "0123456789*#ABCD";

    private static readonly double[] Low = [941, 697, 697, 697, 770, 770, 770, 852, 852, 852, 941, 941, 697, 770, 852, 941];
    private static readonly double[] High = [1336, 1209, 1336, 1477, 1209, 1336, 1477, 1209, 1336, 1477, 1209, 1477, 1633, 1633, 1633, 1633];

    /// <summary>The key of an event, or null when the event is no key (flash, fax tones).</summary>
    public static char? Key(int code) => code is >= 0 and < 16 ? Keys[code] : null;

    /// <summary>The event code of a key, or -1.</summary>
    public static int Code(char key) => Keys.IndexOf(char.ToUpperInvariant(key), StringComparison.Ordinal);

    /// <summary>Fills 20 ms of a key's tones, for a far end without telephone-event.</summary>
    /// <param name="code">0-15.</param>
    /// <param name="from">Samples sounded before this frame.</param>
    /// <param name="frame">Where to put them.</param>
    public static void Sound(int code, int from, Span<short> frame)
    {
        const double amplitude = 6000;
        for (var i = 0; i < frame.Length; i++)
        {
            var angle = 2 * Math.PI * (from + i) / 8000;
            frame[i] = (short)(amplitude * (Math.Sin(Low[code] * angle) + Math.Sin(High[code] * angle)));
        }
    }
}
