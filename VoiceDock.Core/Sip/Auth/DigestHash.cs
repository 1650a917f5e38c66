using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace VoiceDock.Core.Sip.Auth;

/// <summary>A hash that is fed in pieces and starts anew after each result.</summary>
internal abstract class DigestHash : IDisposable
{
    /// <summary>Bytes of a result.</summary>
    public abstract int Length { get; }

    public abstract void Append(ReadOnlySpan<byte> data);

    public abstract void Finish(Span<byte> result);

    public abstract void Dispose();

    /// <summary>One the platform has.</summary>
    public static DigestHash Of(HashAlgorithmName name) => new PlatformHash(name);

    /// <summary>SHA-512/256 (FIPS 180-4 section 6.7), which the platform does not have: no cut SHA-512, it begins from other values.</summary>
    public static DigestHash Sha512Of256() => new ShortSha512();

    private sealed class PlatformHash(HashAlgorithmName name) : DigestHash
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override int Length => _hash.HashLengthInBytes;

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override void Finish(Span<byte> result) => _hash.GetHashAndReset(result);

        public override void Dispose() => _hash.Dispose();
    }

    private sealed class ShortSha512 : DigestHash
    {
        private readonly Sha512tDigest _hash = new(256);

        public override int Length => 32;

        public override void Append(ReadOnlySpan<byte> data) => _hash.BlockUpdate(data);

        public override void Finish(Span<byte> result) => _hash.DoFinal(result);

        public override void Dispose() => _hash.Reset();
    }
}
