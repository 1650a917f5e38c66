using System.Text;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

/// <summary>T3: a sealed credential opens in its own row, field and version, unchanged, or not at all.</summary>
[Trait("Kind", "Unit")]
public sealed class CredentialProtectorTests
{
    private static readonly Guid Owner = Guid.CreateVersion7();
    private static readonly SecretField Field = SecretField.TrunkPassword;
    private readonly CredentialProtector _protector = NewProtector();

    [Theory]
    [InlineData("x")]
    [InlineData("Grüße, 密码, 🔑")]
    public void Open_WhatWasSealed_GivesItBack(string secret)
    {
        Assert.True(_protector.TryOpen(_protector.Seal(Field, Owner, 7, secret), Field, Owner, 7, out var bytes));
        Assert.Equal(secret, Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Open_LongestSecret_GivesItBack()
    {
        var secret = new byte[CredentialProtector.MaxSecretBytes];
        Array.Fill(secret, (byte)'p');
        Assert.True(_protector.TryOpen(_protector.Seal(Field, Owner, 1, secret), Field, Owner, 1, out var bytes));
        Assert.Equal(secret, bytes);
    }

    [Fact]
    public void Open_OtherRowFieldTableOrVersion_IsRefused()
    {
        var blob = _protector.Seal(Field, Owner, 2, "hunter2");
        Assert.False(_protector.TryOpen(blob, Field, Guid.CreateVersion7(), 2, out _));
        Assert.False(_protector.TryOpen(blob, Field, Owner, 1, out _));
        Assert.False(_protector.TryOpen(blob, Field, Owner, 3, out _));
        Assert.False(_protector.TryOpen(blob, Field with { Name = "secret" }, Owner, 2, out _));
        Assert.False(_protector.TryOpen(blob, Field with { Table = "webhook" }, Owner, 2, out _));
    }

    [Fact]
    public void Open_AnyBitFlipped_IsRefused()
    {
        var bytes = _protector.Seal(Field, Owner, 1, "hunter2").ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_protector.TryOpen(new ProtectedSecret(flipped), Field, Owner, 1, out _), $"bit {bit}");
        }
    }

    [Fact]
    public void Open_AnyOtherLength_IsRefused()
    {
        var bytes = _protector.Seal(Field, Owner, 1, "hunter2").ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(_protector.TryOpen(new ProtectedSecret(bytes[..length]), Field, Owner, 1, out _), $"length {length}");
        }

        Assert.False(_protector.TryOpen(new ProtectedSecret([.. bytes, 0]), Field, Owner, 1, out _));
    }

    [Fact]
    public void Open_PlainTextInPlaceOfABlob_IsRefused() =>
        Assert.False(_protector.TryOpen(new ProtectedSecret([1, .. Enumerable.Repeat((byte)'a', 120)]), Field, Owner, 1, out _));

    [Fact]
    public void Open_SealedUnderAnotherKey_IsRefused() => Assert.False(NewProtector().TryOpen(_protector.Seal(Field, Owner, 1, "hunter2"), Field, Owner, 1, out _));

    [Fact]
    public void Open_SealedWithARetiringKey_StillWorks()
    {
        var master = MasterKey.Generate();
        var old = DataKeyRing.Create(master, DateTime.UnixEpoch);
        var blob = new CredentialProtector(new DataKeyRing(master, [old])).Seal(Field, Owner, 1, "hunter2");
        old.State = DataKeyState.Retiring;
        var both = new CredentialProtector(new DataKeyRing(master, [old, DataKeyRing.Create(master, DateTime.UnixEpoch)]));
        Assert.True(both.TryOpen(blob, Field, Owner, 1, out _));
        Assert.NotEqual(blob.ToBytes()[1..9], both.Seal(Field, Owner, 1, "hunter2").ToBytes()[1..9]);
    }

    [Fact]
    public void Seal_ManyTimes_NeverRepeatsANonce()
    {
        const int Seals = 20_000;
        var nonces = new HashSet<string>();
        for (var i = 0; i < Seals; i++) nonces.Add(Convert.ToHexString(_protector.Seal(Field, Owner, 1, "hunter2").Blob.Slice(9, 12)));
        Assert.Equal(Seals, nonces.Count);
    }

    [Fact]
    public void Seal_LengthsOneToFortyEight_MakeBlobsOfOneSize()
    {
        var sizes = Enumerable.Range(1, 48).Select(n => _protector.Seal(Field, Owner, 1, new string('x', n)).ToBytes().Length).Distinct();
        Assert.Equal(1 + 8 + 12 + 16 + 64, Assert.Single(sizes));
    }

    [Fact]
    public void Seal_CountsItsUses()
    {
        var master = MasterKey.Generate();
        var ring = new DataKeyRing(master, [DataKeyRing.Create(master, DateTime.UnixEpoch)]);
        var protector = new CredentialProtector(ring);
        for (var i = 0; i < 3; i++) protector.Seal(Field, Owner, i, "hunter2");
        Assert.Equal(3, ring.TakeUses());
        Assert.Equal(0, ring.TakeUses());
    }

    [Fact]
    public void Seal_NothingOrTooMuch_Throws()
    {
        Assert.Throws<ArgumentException>(() => _protector.Seal(Field, Owner, 1, ""));
        Assert.Throws<ArgumentException>(() => _protector.Seal(Field, Owner, 1, new byte[CredentialProtector.MaxSecretBytes + 1]));
    }

    [Fact]
    public void Secrets_AsText_ShowAMaskOnly()
    {
        Assert.Equal(ProtectedSecret.Mask, $"{_protector.Seal(Field, Owner, 1, "hunter2")}");
        Assert.Equal(ProtectedSecret.Mask, $"{MasterKey.Generate()}");
        Assert.Equal(ProtectedSecret.Mask, $"{ApiKeyToken.Create(test: false)}");
    }

    private static CredentialProtector NewProtector()
    {
        var master = MasterKey.Generate();
        return new CredentialProtector(new DataKeyRing(master, [DataKeyRing.Create(master, DateTime.UnixEpoch)]));
    }
}
