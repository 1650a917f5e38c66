using System.Text;

namespace VoiceDock.Tests.Sip.Hostile;

/// <summary>Text that wants to become something else: line breaks of every kind, NUL, controls, half surrogate pairs, quotes, separators, escapes.</summary>
internal static class HostileText
{
    private static readonly string[] Bricks =
    [
        "\r\nX-Evil: 1", "\nX-Evil: 1", "\rX-Evil: 1", "\r\n\r\nv=0", "\r\n\tX-Evil: 1", "\0", "\u0001", "\u0008", "\u000b", "\u000c", "\u001b[2J", "\u007f", "\u0085",
        "\u2028", "\u2029", "\u202e", "\ufeff", "\ufffe", "\ud800", "\udc00", "\ud83d", "\ud83d\ude00", "\"", "\\", "\\\"", "\\\r\n", "<", ">", ";tag=evil", ";lr", ",", "=",
        "?Route=%3Csip:evil%3E", "@evil", ":5060", "%0d%0aX-Evil:%201", "%00", "%", "%zz", " ", "\t", "  ", "\u00a0", "é", "中", "200", "+31201234567", "alice", "pbx.example.com",
        "'", "*", "#", "--", "../", "${jndi:x}", "{0}", "%s", "<script>",
    ];

    /// <summary>One to six bricks, now and then a long text or random UTF-16.</summary>
    public static string Make(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 7); n > 0; n--)
        {
            if (random.Next(10) > 0) text.Append(Bricks[random.Next(Bricks.Length)]);
            else text.Append((char)random.Next(0x10000));
        }

        if (random.Next(50) == 0) text.Append('x', random.Next(500));
        return text.ToString();
    }

    /// <summary>For a failing test's message.</summary>
    public static string Show(string text) => string.Concat(text.Select(c => c is >= ' ' and < '\u007f' ? $"{c}" : $"\\u{(int)c:x4}"));
}
