using System.Net;
using VoiceDock.Core.Calls.Trace;
using VoiceDock.Core.Calls.Transfers;
using VoiceDock.Core.Diagnostics.Checks;

namespace VoiceDock.Core.Diagnostics;

/// <summary>What the messages of a transfer's last attempt show.</summary>
/// <param name="WasHeard">The PBX answered, if only 100 Trying.</param>
/// <param name="NamesPrivateAudio">Its answer names a private address for its audio, though it was reached at a public one.</param>
public readonly record struct TransferEvidence(bool WasHeard, bool NamesPrivateAudio)
{
    private const string Connection = "c=IN IP4 ";

    public static TransferEvidence Of(TransferView transfer, CallLadder? ladder)
    {
        if (ladder is null || transfer.Attempts.Count == 0)
            return default;
        var attempt = transfer.Attempts[^1];
        var answers = ladder.Messages.Where(m => !m.Sent && m.Leg != LadderLeg.Caller && m.Remote == attempt.Target && TraceWords.Status(m) is not null
            && m.At >= attempt.StartedAt && !(m.At > attempt.EndedAt)).ToList();
        var privateAudio = IPEndPoint.TryParse(attempt.Target, out var target) && answers.Any(m => IsPrivate(m.Text, target.Address));
        return new TransferEvidence(answers.Count > 0, privateAudio);
    }

    private static bool IsPrivate(string message, IPAddress seen)
    {
        foreach (var line in message.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Connection, StringComparison.Ordinal) && IPAddress.TryParse(line[Connection.Length..], out var named) && PrivateAddress.IsWrongFor(named, seen))
                return true;
        }
        return false;
    }
}
