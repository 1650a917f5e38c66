using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using VoiceDock.Core.Sip.Messages;

namespace VoiceDock.Core.Sip.Transport;

/// <summary>Shows every message to whoever listens, secrets masked. Never called under a lock; costs nothing while nobody listens.</summary>
internal sealed class SipTap(ILogger logger)
{
    public event Action<SipTraceMessage>? Traced;

    public bool IsActive => Traced is not null;

    public void Record(DateTimeOffset at, bool sent, bool retransmission, IPEndPoint local, SipTarget remote, ReadOnlySpan<byte> message)
    {
        if (Traced is not { } listeners) return;
        var text = SecretMask.Apply(Encoding.UTF8.GetString(message));
        var trace = new SipTraceMessage
        {
            At = at,
            Sent = sent,
            Retransmission = retransmission,
            Local = local,
            Remote = remote.EndPoint,
            Transport = remote.Transport,
            CallId = CallIdOf(text),
            Summary = SummaryOf(text),
            Text = text,
        };
        foreach (var listener in Delegate.EnumerateInvocationList(listeners))
        {
            try
            {
                listener(trace);
            }
            catch (Exception e)
            {
                logger.LogError(e, "A listener of the SIP trace failed");
            }
        }
    }

    private static string SummaryOf(string text)
    {
        var line = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')));
        var summary = line.StartsWith("SIP/2.0 ") ? line[8..] : line.EndsWith(" SIP/2.0") ? line[..^8] : line;
        return SipText.Clean(summary.ToString());
    }

    private static string CallIdOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty) break;
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var name = line[..colon].TrimEnd(" \t");
            if (name.Equals("Call-ID", StringComparison.OrdinalIgnoreCase) || name.Equals("i", StringComparison.OrdinalIgnoreCase))
                return line[(colon + 1)..].Trim(" \t").ToString();
        }

        return "";
    }
}
