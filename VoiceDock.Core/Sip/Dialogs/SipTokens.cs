using System.Security.Cryptography;
using VoiceDock.Core.Sip.Transactions;

namespace VoiceDock.Core.Sip.Dialogs;

/// <summary>Identifiers nobody can guess (RFC 3261 19.3 asks for 32 random bits in a tag; ours have 80 and more).</summary>
internal static class SipTokens
{
    public static string Branch() => TransactionKey.MagicCookie + RandomNumberGenerator.GetHexString(20, lowercase: true);

    public static string Tag() => RandomNumberGenerator.GetHexString(20, lowercase: true);

    public static string CallId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
