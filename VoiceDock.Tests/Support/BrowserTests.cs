namespace VoiceDock.Tests.Support;

/// <summary>Browser tests of one collection share one program and one Chromium and run one after another, beside the other collection.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}
