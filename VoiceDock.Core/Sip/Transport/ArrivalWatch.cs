namespace VoiceDock.Core.Sip.Transport;

/// <summary>Takes a look at a message before it is parsed. Called on the receive threads; the bytes are valid during the call only.</summary>
internal delegate void ArrivalLook(SipTarget source, ReadOnlySpan<byte> message);

/// <summary>Somebody may want to see what arrives, also from strangers. It changes nothing for who sent it.</summary>
/// <param name="IsWanted">Asked for every message: a look into memory, nothing slower.</param>
internal sealed record ArrivalWatch(Func<bool> IsWanted, ArrivalLook Look);
