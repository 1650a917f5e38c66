namespace VoiceDock.Core.Media.Codecs;

/// <summary>The quadrature mirror filter between 16 kHz and two sub-bands of 8 kHz (ITU-T G.722 3.1, 4.4): 24 taps, symmetric.</summary>
internal static class G722Filter
{
    public const int Taps = 24;

    /// <summary>Every second coefficient, from the newest sample on; the others are the same ones backwards.</summary>
    private static readonly short[] Half = [3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11];

    /// <summary>The two interleaved sums over the 24 newest values.</summary>
    /// <param name="line">Oldest first.</param>
    /// <returns>Over the newest and every second before it; over the others.</returns>
    public static (int Newest, int Others) Sums(ReadOnlySpan<int> line)
    {
        var (newest, others) = (0, 0);
        for (var i = 0; i < Taps / 2; i++)
        {
            newest += line[Taps - 1 - (2 * i)] * Half[i];
            others += line[2 * i] * Half[i];
        }

        return (newest, others);
    }
}
