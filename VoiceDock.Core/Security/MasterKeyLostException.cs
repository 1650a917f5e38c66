using VoiceDock.Core.Common;

namespace VoiceDock.Core.Security;

/// <summary>There is no key, or what is there is none. The only trouble that <c>keys reset</c> may cure: a key others can read is still a key.</summary>
public sealed class MasterKeyLostException(string sentence) : StartupException(ExitCodes.KeyTrouble, sentence);
