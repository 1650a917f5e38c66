using VoiceDock.Core.Sip.Messages;
using VoiceDock.Core.Sip.Transport;

namespace VoiceDock.Core.Sip.Registrations;

/// <summary>Where an account can be reached for a while (RFC 3261 section 10.3).</summary>
/// <param name="Contact">As the phone system named itself; behind NAT not an address that can be reached.</param>
/// <param name="Source">Where the REGISTER came from: requests to the contact are sent there.</param>
public sealed record Binding(SipUri Contact, SipTarget Source, string CallId, uint CSeq, DateTimeOffset ExpiresAt);
