using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Trunks;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Numbers;

[Trait("Kind", "Unit")]
public sealed class NumberMatchTests
{
    private readonly AssistantDirectory _assistants = new();
    private readonly NumberDirectory _numbers;
    private readonly Assistant _eva = new() { Id = Guid.CreateVersion7(), Name = "Eva" };
    private readonly Assistant _off = new() { Id = Guid.CreateVersion7(), Name = "Off", IsActive = false };
    private readonly Trunk _dutch = TrunkSamples.Made(t => t.NumberCountry = "NL");
    private readonly Trunk _plain = TrunkSamples.Made();

    public NumberMatchTests()
    {
        _numbers = new NumberDirectory(_assistants);
        _assistants.Replace([_eva, _off]);
        _numbers.Replace(
        [
            Number("+31201234567", _eva.Id),
            Number("+31201234568", null),
            Number("+31201234569", _off.Id),
            Number("+31201234560", _eva.Id, active: false),
            Number("+31201234561", Guid.CreateVersion7()),
            Number("+12025550143", _eva.Id, trunk: _plain.Id),
        ]);
    }

    [Theory]
    [InlineData("+31201234567")]
    [InlineData("0031201234567")]
    [InlineData("31201234567")]
    [InlineData("0201234567")]
    [InlineData("+31-20-1234567")]
    public void Match_EveryUsualForm_FindsTheNumber(string dialled)
    {
        var match = _numbers.Match(dialled, null, [_dutch]);

        Assert.True(match.IsAnswered);
        Assert.Equal(("+31201234567", "Eva"), (match.Number?.PhoneNumber, match.Assistant?.Name));
        Assert.Null(match.StatusCode);
    }

    [Theory]
    [InlineData("0201234567", "national form, no country known")]
    [InlineData("+3120123456", "one digit short")]
    [InlineData("+312012345670", "one digit more")]
    [InlineData("201234567", "no form of it")]
    [InlineData("voicedock", "a name")]
    [InlineData("", "empty")]
    [InlineData(null, "absent")]
    public void Match_AnythingElse_IsUnknown(string? dialled, string why)
    {
        var match = _numbers.Match(dialled, dialled, [_plain]);

        Assert.True(match.Cause == UnansweredCause.UnknownNumber, why);
        Assert.Equal((404, _plain), (match.StatusCode, match.InboundTrunk));
    }

    [Theory]
    [InlineData("+31201234560", UnansweredCause.InactiveNumber)]
    [InlineData("+31201234568", UnansweredCause.NoAssistant)]
    [InlineData("+31201234561", UnansweredCause.NoAssistant)]
    [InlineData("+31201234569", UnansweredCause.InactiveAssistant)]
    public void Match_NumberThatNobodyAnswers_NamesTheCause(string dialled, UnansweredCause cause)
    {
        var match = _numbers.Match(dialled, null, [_dutch]);

        Assert.Equal((cause, 480, dialled), (match.Cause, match.StatusCode, match.Number?.PhoneNumber));
        Assert.Null(match.Assistant);
    }

    [Fact]
    public void Match_RequestUserUnknown_TriesTo()
    {
        Assert.Equal("+31201234567", _numbers.Match("voicedock", "+31201234567", [_plain]).Number?.PhoneNumber);
        Assert.Equal("+31201234567", _numbers.Match("+31201234567", "+12025550143", [_plain]).Number?.PhoneNumber);
    }

    [Fact]
    public void Match_TrunksThatShareTheSource_TheNumbersTransferTrunkDecidesElseTheOldest()
    {
        Assert.Same(_plain, _numbers.Match("+12025550143", null, [_dutch, _plain]).InboundTrunk);
        Assert.Same(_dutch, _numbers.Match("+31201234567", null, [_dutch, _plain]).InboundTrunk);
        Assert.Same(_dutch, _numbers.Match("+12025550143", null, [_dutch]).InboundTrunk);
        Assert.Null(_numbers.Match("+12025550143", null, []).InboundTrunk);
    }

    [Fact]
    public void Match_NationalForm_IsReadByTheCountryOfAnySharingTrunk() =>
        Assert.Equal("+31201234567", _numbers.Match("0201234567", null, [_plain, _dutch]).Number?.PhoneNumber);

    private static Number Number(string phone, Guid? assistant, bool active = true, Guid? trunk = null) =>
        new() { Id = Guid.CreateVersion7(), PhoneNumber = phone, AssistantId = assistant, IsActive = active, TransferTrunkId = trunk };
}
