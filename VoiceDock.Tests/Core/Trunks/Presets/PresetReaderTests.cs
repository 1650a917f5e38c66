using VoiceDock.Core.Trunks.Presets;

namespace VoiceDock.Tests.Core.Trunks.Presets;

[Trait("Kind", "Unit")]
public sealed class PresetReaderTests
{
    private const string Rest = """
        "title": "T", "summary": "S", "group": "pbx", "transport": "udp", "number_format": "e164_plus", "allow_extensions": true, "codecs": ["PCMA"],
        "caller_id_policy": "caller", "caller_id_header": "from", "method": "auto", "fields": [], "when_silent": "a", "when_closed": "b"
        """;

    [Fact]
    public void SoundTable_IsRead() =>
        Assert.Equal("x", Read("""[ { "slug": "x", "steps": [ { "where": "W", "setting": "S", "value": "{our_address}" } ], """ + Rest + " } ]").Slug);

    [Theory]
    [InlineData(""" "slug": "x", "steps": [], "colour": "red", """, "colour")]
    [InlineData(""" "steps": [], """, "slug")]
    [InlineData(""" "slug": "x", "slug": "y", "steps": [], """, "slug")]
    [InlineData(""" "slug": "x", "steps": [], "srtp_over_tls": "sometimes", """, "srtp_over_tls")]
    [InlineData(""" "slug": "x", "steps": [ { "where": "W", "setting": "S" } ], """, "value")]
    [InlineData(""" "slug": "x", "steps": [ { "where": "W", "setting": "S", "value": "{our_adress}" } ], """, "our_adress")]
    [InlineData(""" "slug": "x", "steps": [ { "where": "W", "setting": "S", "value": "{?raining}V" } ], """, "raining")]
    [InlineData(""" "slug": "x", "steps": [], "blocks": [ { "title": "B", "format": "cobol", "file": "f" } ], """, "format")]
    [InlineData(""" "slug": "x", "steps": [], "blocks": [ { "title": "B", "format": "ios", "file": "f" } ], """, "username")]
    [InlineData(""" "slug": "x", "steps": [], "blocks": [ { "title": "B", "format": "ini", "file": "f", "when": "raining" } ], """, "raining")]
    public void UnsoundTable_IsRefusedWithTheWordThatIsWrong(string wrong, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => Read($"[ {{ {wrong} {Rest} }} ]")).Message, StringComparison.Ordinal);

    [Fact]
    public void EveryEmbeddedText_IsUsedByAPreset()
    {
        var used = VoiceDock.Core.Trunks.TrunkPresets.All.SelectMany(p => p.Blocks).Select(b => $"VoiceDock.Core.Trunks.Presets.Texts.{b.File}").ToHashSet();

        Assert.Empty(typeof(PresetReader).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Presets.Texts.", StringComparison.Ordinal)).Except(used));
    }

    private static VoiceDock.Core.Trunks.TrunkPreset Read(string json) => PresetReader.Read(json, _ => "user = {username}").Single();
}
