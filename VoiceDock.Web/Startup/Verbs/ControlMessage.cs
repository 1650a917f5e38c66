using System.Text;
using System.Text.Json;

namespace VoiceDock.Web.Startup.Verbs;

/// <summary>
/// What goes over the control socket: one line of JSON each. The verb's process sends one question; the program answers with lines to print, then
/// with an exit code, or with <see cref="File"/>, after which the rest of the connection is the backup.
/// </summary>
internal sealed record ControlMessage(string? Verb = null, string? Path = null, string? Person = null, string? Say = null, int? Exit = null, bool File = false)
{
    private const int LongestLine = 16 * 1024;

    public Task SendAsync(Stream to, CancellationToken ct) => to.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this) + "\n"), ct).AsTask();

    /// <summary>Reads one line and not a byte behind it.</summary>
    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="InvalidDataException">No message.</exception>
    public static async Task<ControlMessage?> ReceiveAsync(Stream from, CancellationToken ct)
    {
        var line = new MemoryStream();
        var one = new byte[1];
        while (await from.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n') return Parse(line.ToArray());
            if (line.Length == LongestLine) throw new InvalidDataException("The line is too long.");
            line.WriteByte(one[0]);
        }

        return null;
    }

    private static ControlMessage Parse(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlMessage>(line) ?? throw new InvalidDataException("The line is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The line is no message.", e);
        }
    }
}
