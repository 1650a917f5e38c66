using VoiceDock.Core.Common;
using VoiceDock.Web.Startup;
using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Tests.Api.Startup;

[Trait("Kind", "Unit")]
public sealed class VerbCallTests
{
    public static TheoryData<string, VerbKind, string?, bool> Known => new()
    {
        { "keys rotate", VerbKind.KeysRotate, null, false },
        { "keys rewrap", VerbKind.KeysRewrap, null, false },
        { "keys rewrap --new vd.key", VerbKind.KeysRewrap, "/typed/vd.key", false },
        { "keys rewrap --new=/run/vd.key", VerbKind.KeysRewrap, "/run/vd.key", false },
        { "keys reset", VerbKind.KeysReset, null, false },
        { "backup today.backup", VerbKind.Backup, "/typed/today.backup", false },
        { "restore /b/today.backup", VerbKind.Restore, "/b/today.backup", false },
        { "restore today.backup --verify", VerbKind.Restore, "/typed/today.backup", true },
        { "--data here restore --verify today.backup", VerbKind.Restore, "/typed/today.backup", true },
        { "--data here keys rotate", VerbKind.KeysRotate, null, false },
        { "keys rotate --data here", VerbKind.KeysRotate, null, false },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Verb_IsReadWhereverItStands(string line, VerbKind kind, string? file, bool verify)
    {
        var typed = CommandLine.Read(line.Split(' '), "/typed");
        Assert.Equal(new VerbCall(kind, file, verify), typed.Verb);
        Assert.Equal(line.Contains("--data", StringComparison.Ordinal) ? ["--Data=/typed/here"] : [], typed.Settings);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("keys turn")]
    [InlineData("keys rotate now")]
    [InlineData("backup")]
    [InlineData("backup a b")]
    [InlineData("restore")]
    [InlineData("rotate")]
    [InlineData("users reset")]
    [InlineData("users")]
    [InlineData("backup a --verify")]
    [InlineData("keys rotate --new k")]
    [InlineData("--verify")]
    [InlineData("--new k")]
    [InlineData("-x")]
    public void WordsThatMeanNothing_EndWith1AndPointToHelp(string line)
    {
        var refused = Assert.Throws<StartupException>(() => CommandLine.Read(line.Split(' '), "/typed"));
        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith("--help lists what is.", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void NoWords_Start() => Assert.Null(CommandLine.Read(["--demo", "--urls", "http://127.0.0.1:1"], "/typed").Verb);

    [Fact]
    public void PersonsName_IsTakenAsItIs() => Assert.Equal(new VerbCall(VerbKind.UsersReset, Person: "Ann Marsh"), CommandLine.Read(["users", "reset", "Ann Marsh"], "/typed").Verb);

    [Fact]
    public void Help_NamesEveryCommand()
    {
        var help = CommandLine.Answer(["--help"])!;
        foreach (var words in (string[])["keys rotate", "keys rewrap", "keys reset", "users reset", "backup FILE", "restore FILE", "--verify", "--new", "75", "78"])
            Assert.Contains(words, help, StringComparison.Ordinal);
    }
}
