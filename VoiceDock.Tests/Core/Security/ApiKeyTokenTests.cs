using System.Text.RegularExpressions;
using VoiceDock.Core.Security;

namespace VoiceDock.Tests.Core.Security;

[Trait("Kind", "Unit")]
public sealed class ApiKeyTokenTests
{
    [Theory]
    [InlineData(false, "^vd_live_[0-9A-Za-z]{59}$")]
    [InlineData(true, "^vd_test_[0-9A-Za-z]{59}$")]
    public void Create_Token_HasTheDocumentedForm(bool test, string form)
    {
        var token = ApiKeyToken.Create(test);
        Assert.Matches(new Regex(form), token.Text);
        Assert.True(ApiKeyToken.TryParse(token.Text, out var read));
        Assert.Equal(test, read.IsTest);
        Assert.Equal(10, read.Id.Length);
        Assert.Equal(token.Id, read.Id);
    }

    [Fact]
    public void TryParse_AnyCharacterChanged_IsMalformed()
    {
        var text = ApiKeyToken.Create(test: false).Text;
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'a' ? 'b' : 'a') + text[(i + 1)..];
            Assert.False(ApiKeyToken.TryParse(changed, out _), changed[..9]);
        }
    }

    [Fact]
    public void TryParse_CutOrPadded_IsMalformed()
    {
        var text = ApiKeyToken.Create(test: false).Text;
        for (var length = 0; length < text.Length; length++) Assert.False(ApiKeyToken.TryParse(text[..length], out _));
        Assert.False(ApiKeyToken.TryParse(text + "0", out _));
        Assert.False(ApiKeyToken.TryParse(" " + text, out _));
        Assert.False(ApiKeyToken.TryParse(null, out _));
    }

    [Fact]
    public void Hash_OtherMasterKey_DiffersSoADatabaseWriterCannotForge()
    {
        var token = ApiKeyToken.Create(test: false);
        var hasher = NewHasher();
        Assert.True(hasher.Matches(token, hasher.Hash(token)));
        Assert.False(hasher.Matches(token, NewHasher().Hash(token)));
        Assert.False(hasher.Matches(token, null));
        Assert.False(hasher.Matches(token, []));
        Assert.False(hasher.Matches(token, new byte[32]));
    }

    private static ApiKeyHasher NewHasher()
    {
        var master = MasterKey.Generate();
        return new ApiKeyHasher(InstanceKey.Open(master, InstanceKey.Create(master)));
    }
}
