namespace VoiceDock.Tests.Support;

/// <summary>As <see cref="BrowserFixture"/>, on a folder where nobody can sign in yet.</summary>
public sealed class EmptyBrowserFixture : BrowserFixture
{
    protected override bool HasAdmin => false;
}
