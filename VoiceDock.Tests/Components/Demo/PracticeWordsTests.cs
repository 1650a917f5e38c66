using VoiceDock.Core.Practice;
using VoiceDock.Web.Demo;

namespace VoiceDock.Tests.Components.Demo;

[Trait("Kind", "Unit")]
public sealed class PracticeWordsTests
{
    [Fact]
    public void EveryBehaviour_HasItsWords() =>
        Assert.All(Enum.GetValues<PracticeBehaviour>(), b => Assert.NotEqual(b.ToString(), PracticeWords.Of(b)));
}
