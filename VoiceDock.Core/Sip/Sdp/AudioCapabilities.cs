using System.Net;

namespace VoiceDock.Core.Sip.Sdp;

/// <summary>What our side of an audio stream can do.</summary>
/// <param name="Address">What the far end is told to send to.</param>
/// <param name="Port">RTP; RTCP is one higher.</param>
/// <param name="Codecs">Names such as PCMU and G722, preferred first.</param>
/// <param name="TelephoneEvent">Digits by RFC 4733.</param>
/// <param name="Direction">What we want; less when we hold.</param>
/// <param name="Security">Encrypted audio; null: in the clear only.</param>
public sealed record AudioCapabilities(
    IPAddress Address, int Port, IReadOnlyList<string> Codecs, bool TelephoneEvent = true, SdpDirection Direction = SdpDirection.SendRecv,
    SdpSecurity? Security = null);
