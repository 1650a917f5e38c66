using VoiceDock.Core.Calls.Transfers;

namespace VoiceDock.Tests.Core.Calls;

[Trait("Kind", "Unit")]
public sealed class KeyStrokesTests
{
    [Fact]
    public void Digits_ArePressedInOrder_WithTheirPauses()
    {
        var strokes = KeyStrokes.Read("2,w0#").ToList();

        Assert.Equal(['2', null, null, '0', '#'], strokes.Select(s => s.Key));
        Assert.Equal([0.5, 1], strokes.Where(s => s.Key is null).Select(s => s.Seconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_IsNothing(string? text) => Assert.Empty(KeyStrokes.Read(text));
}
