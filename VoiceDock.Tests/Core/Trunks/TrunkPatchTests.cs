using VoiceDock.Core.Trunks;

namespace VoiceDock.Tests.Core.Trunks;

[Trait("Kind", "Unit")]
public sealed class TrunkPatchTests
{
    [Fact]
    public void Apply_NothingSent_KeepsEverything()
    {
        var before = TrunkInput.From(TrunkSamples.Made(t => (t.Realm, t.NumberPrefix) = ("asterisk", "9")));

        var after = new TrunkPatch().ApplyTo(before);

        Assert.All(typeof(TrunkInput).GetProperties(), p => Assert.Equal(p.GetValue(before), p.GetValue(after)));
    }

    [Fact]
    public void Apply_EveryField_ReachesTheInput()
    {
        var patch = new TrunkPatch();
        foreach (var field in typeof(TrunkPatch).GetProperties().Where(p => p.CanWrite))
            field.SetValue(patch, Activator.CreateInstance(field.PropertyType, Sample(field.PropertyType.GetGenericArguments()[0])));

        var input = patch.ApplyTo(new TrunkInput());

        Assert.All(typeof(TrunkInput).GetProperties().Where(p => p.CanWrite), p => Assert.Equal(Sample(p.PropertyType), p.GetValue(input)));
    }

    [Theory]
    [InlineData("a", "a", "b", null, "b", "b")] // one of two equal names given: both move
    [InlineData("a", "a", null, "b", "b", "b")]
    [InlineData("a", "a", "b", "c", "b", "c")] // both given: set apart
    [InlineData("a", "x", "b", null, "b", "x")] // apart already: only the sent one moves
    [InlineData("a", "x", null, "b", "a", "b")]
    public void Apply_UserNames_MoveTogetherUntilSetApart(string user, string auth, string? newUser, string? newAuth, string expectedUser, string expectedAuth)
    {
        var patch = new TrunkPatch();
        if (newUser is not null) patch.Username = newUser;
        if (newAuth is not null) patch.AuthUsername = newAuth;

        var after = patch.ApplyTo(new TrunkInput { Username = user, AuthUsername = auth });

        Assert.Equal((expectedUser, expectedAuth), (after.Username, after.AuthUsername));
    }

    [Fact]
    public void Between_AFormThatChangedTwoFields_SendsThoseOnly()
    {
        var before = TrunkInput.From(TrunkSamples.Made());
        var after = TrunkInput.From(TrunkSamples.Made());
        (after.Name, after.NumberCountry, after.Password) = ("New name", "NL", null);

        var patch = TrunkPatch.Between(before, after);

        Assert.Equal(["Name", "NumberCountry"], Sent(patch));
    }

    [Fact]
    public void Between_AnEnteredPassword_IsSent()
    {
        var patch = TrunkPatch.Between(new TrunkInput(), new TrunkInput { Password = "new", Codecs = ["PCMU"] });

        Assert.Equal(["Codecs", "Password"], Sent(patch).Order());
    }

    private static IEnumerable<string> Sent(TrunkPatch patch) =>
        typeof(TrunkPatch).GetProperties().Where(p => p.GetValue(patch)!.ToString() == "present").Select(p => p.Name);

    private static readonly TrunkHeader[] Headers = [new("X-A", "1")];

    private static object Sample(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(int?) ? 7
        : type == typeof(double?) ? 0.5
        : type == typeof(bool?) ? true
        : type == typeof(IReadOnlyList<TrunkHeader>) ? Headers
        : type == typeof(IReadOnlyList<string>) ? new[] { "one" }
        : throw new ArgumentException(type.Name);
}
