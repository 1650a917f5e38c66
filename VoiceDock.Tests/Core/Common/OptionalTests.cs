using System.Text.Json;
using VoiceDock.Core.Common;

namespace VoiceDock.Tests.Core.Common;

[Trait("Kind", "Unit")]
public sealed class OptionalTests
{
    private sealed class Body
    {
        public Optional<string?> Name { get; set; }

        public Optional<int?> Port { get; set; }
    }

    [Theory]
    [InlineData("{}", false, null)]
    [InlineData("""{"Name":null}""", true, null)]
    [InlineData("""{"Name":"x"}""", true, "x")]
    public void Json_AbsentNullAndValue_AreThreeThings(string json, bool present, string? value)
    {
        var name = JsonSerializer.Deserialize<Body>(json)!.Name;

        Assert.Equal((present, value), (name.IsPresent, name.Value));
    }

    [Fact]
    public void Json_WrongType_IsAnError() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Body>("""{"Port":"x"}"""));

    [Fact]
    public void ToString_NeverShowsTheValue() => Assert.DoesNotContain("hunter2", new Optional<string>("hunter2").ToString());
}
