using VoiceDock.Core.Trunks;

namespace VoiceDock.Core.Calls;

/// <summary>Whom a leg's PBX is asked to call in our place (REFER, RFC 3515).</summary>
/// <param name="Trunk">The leg's trunk: its host completes the address.</param>
/// <param name="DialledUser">User part, after the number rule; with <paramref name="ByTel"/> a number in E.164.</param>
/// <param name="ByTel">True: a <c>tel:</c> address instead of one at the trunk's host.</param>
public sealed record ReferPlan(Trunk Trunk, string DialledUser, bool ByTel = false);
