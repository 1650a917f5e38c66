using System.Buffers;
using System.Globalization;
using System.Text;

namespace VoiceDock.Core.Sip.Messages;

/// <summary>The only way from a message to bytes. Content-Length is always computed; any CR, LF, NUL or other C0 (TAB excepted) in the start line
/// or in a header throws <see cref="ArgumentException"/>, so that nothing a caller or an operator types can become a header.</summary>
public static class SipSerializer
{
    // One that grew beyond this for a large message is not kept.
    private const int KeptBytes = 65_536;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    public static byte[] Serialize(SipMessage message)
    {
        var writer = _scratch ?? new ArrayBufferWriter<byte>(4096);
        writer.ResetWrittenCount();
        Write(message, writer);
        _scratch = writer.Capacity <= KeptBytes ? writer : null;
        return writer.WrittenSpan.ToArray();
    }

    /// <returns>The number of bytes written.</returns>
    public static int Write(SipMessage message, IBufferWriter<byte> writer)
    {
        var count = WriteStartLine(message, writer);
        var lines = message.Headers.Lines();
        while (lines.MoveNext())
        {
            var (name, value) = lines.Current;
            if (name == "Content-Length") continue;
            count += Put(writer, name) + Put(writer, ": ") + Put(writer, SipText.Checked(value, name)) + Put(writer, "\r\n");
        }

        count += Put(writer, "Content-Length: ") + PutNumber(writer, message.Body.Length) + Put(writer, "\r\n\r\n");
        writer.Write(message.Body);
        return count + message.Body.Length;
    }

    private static int WriteStartLine(SipMessage message, IBufferWriter<byte> writer)
    {
        if (message is SipRequest request)
        {
            var uri = SipText.Checked(request.Uri.ToString(), "the Request-URI");
            return Put(writer, request.Method) + Put(writer, " ") + Put(writer, uri) + Put(writer, " SIP/2.0\r\n");
        }

        var response = (SipResponse)message;
        return Put(writer, "SIP/2.0 ") + PutNumber(writer, response.StatusCode) + Put(writer, " ")
            + Put(writer, SipText.Checked(response.ReasonPhrase, "the reason phrase")) + Put(writer, "\r\n");
    }

    private static int Put(IBufferWriter<byte> writer, string text)
    {
        var span = writer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, span);
        writer.Advance(count);
        return count;
    }

    private static int PutNumber(IBufferWriter<byte> writer, int number)
    {
        number.TryFormat(writer.GetSpan(12), out var count, default, CultureInfo.InvariantCulture);
        writer.Advance(count);
        return count;
    }
}
