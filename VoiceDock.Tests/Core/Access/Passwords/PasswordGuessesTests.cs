using System.Diagnostics;
using VoiceDock.Core.Access.Passwords;

namespace VoiceDock.Tests.Core.Access.Passwords;

/// <summary>The estimate: what people do to make a password longer does not make it better, unrelated words do, and nobody can keep the server busy with one.</summary>
[Trait("Kind", "Unit")]
public sealed class PasswordGuessesTests
{
    private static readonly string[] Words = ["dragon", "summer", "football", "michael", "princess", "welcome"];

    public static TheoryData<string> Early()
    {
        var data = new TheoryData<string>();
        foreach (var word in Words)
        {
            data.AddRange(word + word, word + word + word, word + "123456", word + "2026!", "1234567" + word, char.ToUpperInvariant(word[0]) + word[1..] + "2026!!");
            data.AddRange(word.Replace('a', '4').Replace('e', '3').Replace('o', '0') + "123456", new string([.. word.Reverse()]) + "12345");
        }

        foreach (var row in (string[])["qwertyuiop", "asdfghjkl", "1234567890", "zxcvbnm"])
            data.AddRange(row + row[..5], row + new string([.. row.Reverse()]));
        foreach (var unit in (string[])["a", "ab", "abc", "1qaz", "x7", "1257", "q1!"])
            data.Add(string.Concat(Enumerable.Repeat(unit, 14))[..14]);
        data.AddRange("24december1985", "19851224198512", "1q2w3e4r5t6y", "1qaz2wsx3edc", "abcdefghijklmn", "aaaabbbbcccc", "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq");
        return data;
    }

    [Theory]
    [MemberData(nameof(Early))]
    public void Log10_OfAShapePeopleUse_IsBelowTheLimit(string password) =>
        Assert.InRange(PasswordGuesses.Log10(password, []), 0, GuessedPasswords.EnoughLog10);

    [Theory]
    [InlineData("a long walk home")]
    [InlineData("three red bicycles")]
    [InlineData("purple elephant dance")]
    [InlineData("rainy-tuesday-lunch")]
    [InlineData("Sommerferien am Meer")]
    [InlineData("k7Qm2xVp9LwZ")]
    [InlineData("k3w9-zt6p-2mxd")]
    [InlineData("мы идём домой вечером")]
    public void Log10_OfUnrelatedWordsOrChance_IsAboveTheLimit(string password) =>
        Assert.True(PasswordGuesses.Log10(password, []) > GuessedPasswords.EnoughLog10, $"{PasswordGuesses.Log10(password, [])}");

    [Fact]
    public void Log10_OfTheOwnName_IsNextToNothing()
    {
        Assert.True(PasswordGuesses.Log10("Wolkenstein", []) > 10);
        Assert.InRange(PasswordGuesses.Log10("Wolkenstein2026", ["wolkenstein"]), 0, 6);
    }

    [Fact]
    public void Log10_Empty_IsNothing() => Assert.Equal(0, PasswordGuesses.Log10("", ["ann"]));

    /// <summary>Every character that could stand for several letters makes the work for the lists many times over; a megabyte is cut.</summary>
    [Theory]
    [InlineData("4@8({[<3691!|70$5+%2")]
    [InlineData("4@8({[<3691!|70$5+%2p4$5w0rd")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("password1love4dragon")]
    [InlineData("19851123201")]
    public void Log10_OfAMegabyte_IsEstimatedAtOnce(string unit)
    {
        var password = string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)) + "!";
        PasswordGuesses.Log10("warm", []);
        var watch = Stopwatch.StartNew();
        PasswordGuesses.Log10(password, Words);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
