using System.Text;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Calls.Engine;

/// <summary>Reads a key press sent by INFO (<c>application/dtmf-relay</c>, <c>application/dtmf</c>), as some PBXs do.</summary>
internal static class InfoDigit
{
    public static char? Read(SipRequest info)
    {
        var type = info.Headers["Content-Type"] ?? "";
        if (!type.StartsWith("application/dtmf", StringComparison.OrdinalIgnoreCase) || info.Body.Length is 0 or > 200)
            return null;
        var text = Encoding.ASCII.GetString(info.Body);
        var at = text.IndexOf("Signal=", StringComparison.OrdinalIgnoreCase);
        var key = (at >= 0 ? text.AsSpan(at + 7) : text).Trim();
        return key.Length > 0 && "0123456789*#ABCD".Contains(char.ToUpperInvariant(key[0])) ? char.ToUpperInvariant(key[0]) : null;
    }
}
