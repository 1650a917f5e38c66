using System.Runtime.Versioning;
using VoiceDock.Core.Common;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

[Trait("Kind", "Unit")]
[SupportedOSPlatform("linux")]
public sealed class MasterKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    [Fact]
    public void Write_ThenParse_GivesTheSameKey()
    {
        var key = MasterKey.Generate();
        Assert.Matches("^vdk1_[0-9A-Za-z_-]{43}_[0-9a-f]{8}$", key.Write());
        Assert.True(MasterKey.TryParse(key.Write() + "\n", out var read));
        Assert.Equal(key.Id, read.Id);
        Assert.Matches("^[0-9a-f]{4}$", key.Id);
        Assert.Equal(key.CheckValue, read.CheckValue);
    }

    [Fact]
    public void TryParse_TruncatedToAnyLength_IsMalformed()
    {
        var text = MasterKey.Generate().Write();
        for (var length = 0; length < text.Length; length++) Assert.False(MasterKey.TryParse(text[..length], out _), $"length {length}");
    }

    [Fact]
    public void TryParse_AnyCharacterChanged_IsMalformed()
    {
        var text = MasterKey.Generate().Write();
        for (var i = 0; i < text.Length; i++) Assert.False(MasterKey.TryParse(text[..i] + (text[i] == '0' ? '1' : '0') + text[(i + 1)..], out _), $"at {i}");
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Read_OwnFileOpenToOthers_ExitsWithTheCure(UnixFileMode mode)
    {
        var source = new MasterKeySource(null, null, _folder);
        source.Generate();
        File.SetUnixFileMode(source.OwnFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
        var refused = Assert.Throws<StartupException>(() => source.Find());
        Assert.Equal(78, refused.ExitCode);
        Assert.Contains($"chmod 600 '{source.OwnFile}'", refused.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.None, true)]
    [InlineData(UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.OtherRead, false)]
    public void Read_MountedFile_MayBeReadByItsGroupOnly(UnixFileMode mode, bool accepted)
    {
        var path = Path.Combine(_folder, "mounted");
        File.WriteAllText(path, MasterKey.Generate().Write());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | mode);
        var source = new MasterKeySource(path, null, _folder);
        if (accepted) Assert.NotNull(source.Find());
        else Assert.Equal(78, Assert.Throws<StartupException>(() => source.Find()).ExitCode);
    }

    [Fact]
    public void Find_SeveralSources_TakesTheNamedFileThenTheTextThenTheFolder()
    {
        var (named, text) = (MasterKey.Generate(), MasterKey.Generate());
        var path = Path.Combine(_folder, "named");
        MasterKeyFile.Write(path, named);
        var own = new MasterKeySource(null, null, _folder).Generate();
        Assert.Equal(named.Id, new MasterKeySource(path, text.Write(), _folder).Find()!.Id);
        Assert.Equal(text.Id, new MasterKeySource(null, text.Write(), _folder).Find()!.Id);
        Assert.Equal(own.Id, new MasterKeySource(null, null, _folder).Find()!.Id);
    }

    [Fact]
    public void Generate_KeyAlreadyThere_IsNeverReplaced()
    {
        var source = new MasterKeySource(null, null, _folder);
        var key = source.Generate();
        Assert.Throws<IOException>(() => source.Generate());
        Assert.Equal(key.Id, source.Find()!.Id);
    }

    [Fact]
    public void Derive_EachPurpose_HasItsOwnKey()
    {
        var key = MasterKey.Generate();
        var instance = InstanceKey.Open(key, InstanceKey.Create(key));
        var derived = new[] { MasterKey.DataKeyWrapInfo, MasterKey.CheckInfo }.Select(key.Derive)
            .Concat(new[] { InstanceKey.RingInfo, InstanceKey.ApiKeyPepperInfo, InstanceKey.IdempotencyInfo }.Select(instance.Derive)).Select(Convert.ToHexString);
        Assert.Equal(5, derived.Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
