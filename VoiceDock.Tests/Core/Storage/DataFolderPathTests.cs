using VoiceDock.Core.Storage;

namespace VoiceDock.Tests.Core.Storage;

[Trait("Kind", "Unit")]
public sealed class DataFolderPathTests : IDisposable
{
    private readonly string _project = Directory.CreateTempSubdirectory("voicedock-test-").FullName;

    [Fact]
    public void Resolve_NothingAsked_IsTheHomeFolder() =>
        Assert.Equal("/home/ann/.local/share/voicedock", DataFolderPath.Resolve(null, false, Env(("HOME", "/home/ann")), "/tmp"));

    [Fact]
    public void Resolve_XdgFolder_WinsOverHome() =>
        Assert.Equal("/srv/data/voicedock", DataFolderPath.Resolve("", false, Env(("HOME", "/home/ann"), ("XDG_DATA_HOME", "/srv/data")), "/tmp"));

    [Fact]
    public void Resolve_RelativeXdgFolder_IsIgnoredAsItsSpecificationAsks() =>
        Assert.Equal("/home/ann/.local/share/voicedock", DataFolderPath.Resolve(null, false, Env(("HOME", "/home/ann"), ("XDG_DATA_HOME", "data")), "/tmp"));

    [Fact]
    public void Resolve_DemoWithoutAFolder_IsTemporary() => Assert.Null(DataFolderPath.Resolve(null, true, Env(), "/tmp"));

    [Fact]
    public void Resolve_DemoWithAFolder_KeepsIt() => Assert.Equal("/srv/demo", DataFolderPath.Resolve("/srv/demo", true, Env(), "/tmp"));

    [Fact]
    public void Resolve_RelativeFolder_StartsInTheWorkingFolder() =>
        Assert.Equal("/home/ann/here/data", DataFolderPath.Resolve("data", false, Env(("PWD", "/somewhere/else")), "/home/ann/here"));

    [Fact]
    public void Resolve_RelativeFolderUnderDotnetRun_StartsWhereTheCommandWasTyped()
    {
        File.WriteAllText(Path.Combine(_project, "VoiceDock.Web.csproj"), "");
        Assert.Equal("/typed/here/data", DataFolderPath.Resolve("data", false, Env(("PWD", "/typed/here")), _project));
    }

    public void Dispose() => Directory.Delete(_project, recursive: true);

    private static Func<string, string?> Env(params (string Key, string Value)[] values) => name => values.FirstOrDefault(v => v.Key == name).Value;
}
