namespace VoiceDock.Tests.Support;

/// <summary>As <see cref="BrowserTests"/>, for the pages of trunks: a chain of its own, so that none is much longer than the others.</summary>
[CollectionDefinition(Name)]
public sealed class TrunkBrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser, trunks";
}
