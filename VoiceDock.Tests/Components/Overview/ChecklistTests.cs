using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Overview;

namespace VoiceDock.Tests.Components.Overview;

[Trait("Kind", "Unit")]
public sealed class ChecklistTests
{
    private readonly Trunk _trunk = new() { Id = Guid.CreateVersion7(), Name = "Office" };

    [Fact]
    public void EmptyConsole_StartsWithATrunk()
    {
        var steps = Checklist.Of([], _ => false, [], hasCalls: false, hasConnected: false, sipAddress: null);

        Assert.All(steps, s => Assert.False(s.IsDone));
        Assert.Equal("/trunks/new", steps[0].Href);
    }

    [Fact]
    public void OneTrunk_LeadsToItsOwnCheck()
    {
        var steps = Checklist.Of([_trunk], _ => false, [], false, false, null);

        Assert.True(steps[0].IsDone);
        Assert.Equal($"/trunks/{_trunk.Id}", steps[1].Href);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Check_IsDoneByAnAnswerOrByAnAnsweredTransfer(bool light, bool connected) =>
        Assert.True(Checklist.Of([_trunk], _ => light, [], false, connected, null)[1].IsDone);

    [Fact]
    public void NumberWithoutAssistant_IsNotEnoughAndSaysWhy()
    {
        var number = new Number { PhoneNumber = "+31201234567", TransferTrunk = _trunk };

        var step = Checklist.Of([_trunk], _ => true, [number], false, false, null)[2];
        Assert.False(step.IsDone);
        Assert.Equal("+31201234567 has no assistant.", step.Text);
    }

    [Fact]
    public void EverythingThere_IsAllDone()
    {
        var number = new Number { PhoneNumber = "+31201234567", TransferTrunk = _trunk, Assistant = new Assistant() };

        Assert.All(Checklist.Of([_trunk], _ => true, [number], hasCalls: true, hasConnected: false, "192.0.2.1:5060"), s => Assert.True(s.IsDone, s.Title));
    }
}
