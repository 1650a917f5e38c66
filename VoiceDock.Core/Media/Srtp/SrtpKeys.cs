namespace VoiceDock.Core.Media.Srtp;

/// <summary>The suite and the two master keys of one leg. No record: it can neither be printed nor compared by accident.</summary>
public sealed class SrtpKeys
{
    /// <summary>Bytes of a master key and its salt together (RFC 4568 6.1).</summary>
    public const int Length = 30;

    private readonly byte[] _send;
    private readonly byte[] _receive;

    /// <param name="suite">Of both directions.</param>
    /// <param name="send">What we encrypt with: 16 bytes of key and 14 of salt, random and of this leg alone.</param>
    /// <param name="receive">What the far end encrypts with.</param>
    /// <exception cref="ArgumentException">A key is not 30 bytes.</exception>
    public SrtpKeys(SrtpSuite suite, ReadOnlySpan<byte> send, ReadOnlySpan<byte> receive)
    {
        if (send.Length != Length || receive.Length != Length) throw new ArgumentException($"A master key and salt have {Length} bytes.");
        (Suite, _send, _receive) = (suite, send.ToArray(), receive.ToArray());
    }

    public SrtpSuite Suite { get; }

    internal ReadOnlySpan<byte> Send => _send;

    internal ReadOnlySpan<byte> Receive => _receive;

    /// <inheritdoc/>
    public override string ToString() => $"{Suite}, keys not shown";

    internal bool SendsLike(SrtpKeys other) => Suite == other.Suite && Send.SequenceEqual(other.Send);

    internal bool ReceivesLike(SrtpKeys other) => Suite == other.Suite && Receive.SequenceEqual(other.Receive);
}
