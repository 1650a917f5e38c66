using VoiceDock.Core.Media.Prompts;
using VoiceDock.Core.Speech;

namespace VoiceDock.Tests.Core.Speech;

/// <summary>What is kept of what was spoken.</summary>
[Trait("Kind", "Unit")]
public sealed class SpeechCacheTests
{
    [Fact]
    public void Full_TheOneUnusedForLongestGoes()
    {
        var cache = new SpeechCache(mostSamples: 400);
        foreach (var text in "abcd")
            cache.Keep($"{text}", Clip(100));
        cache.Find("a");

        cache.Keep("e", Clip(100));

        Assert.Equal("a?cde", string.Concat("abcde".Select(t => cache.Find($"{t}") is null ? '?' : t)));
    }

    [Fact]
    public void KeptAgain_TakesThePlaceOfTheFirst()
    {
        var cache = new SpeechCache(mostSamples: 400);
        var newer = Clip(90);

        cache.Keep("a", Clip(100));
        cache.Keep("a", newer);
        foreach (var text in "bcd")
            cache.Keep($"{text}", Clip(100));

        Assert.Same(newer, cache.Find("a"));
    }

    [Fact]
    public void TooLong_IsNotKept()
    {
        var cache = new SpeechCache(mostSamples: 400);

        cache.Keep("a", Clip(101));

        Assert.Null(cache.Find("a"));
    }

    private static AudioClip Clip(int samples) => AudioClip.FromSamples(new short[samples]);
}
