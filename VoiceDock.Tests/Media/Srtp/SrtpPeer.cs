using System.Security.Cryptography;
using VoiceDock.Core.Media;
using VoiceDock.Core.Media.Srtp;

namespace VoiceDock.Tests.Media.Srtp;

/// <summary>A far end that encrypts, with the slow second implementation; what it hears it opens with our receiver.</summary>
internal sealed class SrtpPeer : IDisposable
{
    private SrtpReceiver _ears;

    public SrtpPeer(string address = "127.0.0.1")
    {
        Rtp = new RtpPeer(address);
        _ears = Ears();
    }

    public RtpPeer Rtp { get; }

    /// <summary>What it encrypts with.</summary>
    public byte[] Own { get; private set; } = RandomNumberGenerator.GetBytes(SrtpKeys.Length);

    /// <summary>What our leg encrypts with.</summary>
    public byte[] Legs { get; private set; } = RandomNumberGenerator.GetBytes(SrtpKeys.Length);

    /// <summary>Where its stream stands, with the rollover counter.</summary>
    public long Index { get; set; } = 100;

    public SrtpKeys Keys => new(SrtpSuite.AesCm128HmacSha1Tag80, Legs, Own);

    public RemoteMedia Remote(params string[] candidates) => Rtp.Remote(candidates: candidates) with { Srtp = Keys };

    /// <summary>New keys both ways, as a re-INVITE may bring.</summary>
    public void Rekey()
    {
        (Own, Legs, Index) = (RandomNumberGenerator.GetBytes(SrtpKeys.Length), RandomNumberGenerator.GetBytes(SrtpKeys.Length), Index & 0xFFFF);
        _ears.Dispose();
        _ears = Ears();
    }

    /// <summary>The next packet of its stream, as it goes over the wire.</summary>
    public byte[] Next(byte fill)
    {
        var plain = RtpPacket.Make(0, (ushort)Index, (uint)(160 * Index), Rtp.Ssrc, RtpPeer.Filled(fill));
        return Reference.Protect(Own, plain, Index++, 10);
    }

    public void Send(MediaLeg leg, byte fill) => Rtp.SendTo(leg, Next(fill));

    /// <summary>The next packet, opened; fails when it is not what our leg would make.</summary>
    public RtpPacket Receive()
    {
        var got = Rtp.Receive();
        var bytes = got.Bytes.ToArray();
        var length = _ears.Open(bytes);
        Assert.NotEqual(0, length);
        return new RtpPacket(bytes[..length], got.From);
    }

    public void Dispose()
    {
        Rtp.Dispose();
        _ears.Dispose();
    }

    private SrtpReceiver Ears() => new(new SrtpKeys(SrtpSuite.AesCm128HmacSha1Tag80, Own, Legs));
}
