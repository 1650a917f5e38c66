namespace VoiceDock.Tests.Support;

/// <summary>As <see cref="BrowserTests"/>, for who may what: people, keys, audit, limits, and how the pages are guarded. The longest chain of tests ends the suite.</summary>
[CollectionDefinition(Name)]
public sealed class AccessBrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser, access";
}
