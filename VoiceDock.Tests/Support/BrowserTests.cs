namespace VoiceDock.Tests.Support;

/// <summary>Browser tests share one program and one Chromium and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
