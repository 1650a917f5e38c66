using Microsoft.Extensions.Time.Testing;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Numbers;
using VoiceDock.Tests.Core.Trunks;

namespace VoiceDock.Tests.Core.Numbers;

[Trait("Kind", "Unit")]
public sealed class NumberStoreTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly DomainRooms _rooms;

    public NumberStoreTests() => _rooms = new DomainRooms(_time);

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Create_WithAssistantAndTrunk_GivesThemBackByName()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;
        var assistant = (await _rooms.Assistants.CreateAsync(new AssistantInput { Name = "Eva", BusinessName = "Bakery" }, TrunkSamples.Ann)).Value;

        var made = await _rooms.Numbers.CreateAsync(
            new NumberInput { PhoneNumber = "+31201234567", Name = "Reception", AssistantId = assistant.Id, TransferTrunkId = trunk.Id }, TrunkSamples.Ann);

        Assert.Equal(("Eva", "Bakery", "Office PBX"), (made.Value.Assistant?.Name, made.Value.Assistant?.BusinessName, made.Value.TransferTrunk?.Name));
        Assert.True(made.Value.IsActive);
        Assert.True(_rooms.NumberDirectory.IsOwn("+31201234567"));
        Assert.False(_rooms.NumberDirectory.IsOwn("+31201234568"));
    }

    [Theory]
    [InlineData(null, null, "phone_number: is required")]
    [InlineData("0201234567", null, "phone_number: must be a number in the form +31201234567")]
    [InlineData("+31201234567", "", "name: must not be empty; send null to clear it")]
    public async Task Create_BadField_IsNamedAsOnTheWire(string? phone, string? name, string detail)
    {
        var refusal = (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = phone, Name = name }, TrunkSamples.Ann)).Error;

        Assert.Equal("validation_failed", refusal?.Code);
        Assert.Equal([detail], refusal!.Details);
    }

    [Fact]
    public async Task Create_SameNumberTwice_IsADuplicate_AlsoAtTheSameTime()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _rooms.Numbers.CreateAsync(Input("+31201234567"), TrunkSamples.Ann)));

        Assert.Single(results, r => r.IsOk);
        Assert.All(results.Where(r => !r.IsOk), r => Assert.Equal("duplicate_number", r.Error?.Code));
        Assert.Single(await _rooms.Numbers.ListAsync());
    }

    [Fact]
    public async Task Create_WhileItsTrunkIsDeleted_IsMadeWithoutItOrRefused()
    {
        for (var round = 0; round < 20; round++)
        {
            var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;
            var deleting = Task.Run(() => _rooms.Trunks.DeleteAsync(trunk.Id, TrunkSamples.Ann));
            var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => _rooms.Numbers.CreateAsync(
                new NumberInput { PhoneNumber = $"+3120{1_000_000 + (round * 10) + i}", TransferTrunkId = trunk.Id }, TrunkSamples.Ann))));
            await deleting;

            Assert.All(made.Where(m => !m.IsOk), m => Assert.Equal("unknown_trunk", m.Error?.Code));
            Assert.All(await _rooms.Numbers.ListAsync(), n => Assert.Null(n.TransferTrunkId));
        }
    }

    [Fact]
    public async Task UnknownReferences_AreToldApart()
    {
        var number = (await _rooms.Numbers.CreateAsync(Input("+31201234567"), TrunkSamples.Ann)).Value;
        var nobody = Guid.CreateVersion7();

        Assert.Equal("unknown_trunk", (await _rooms.Numbers.UpdateAsync(number.Id, new NumberPatch { TransferTrunkId = nobody }, TrunkSamples.Ann)).Error?.Code);
        Assert.Equal("unknown_assistant", (await _rooms.Numbers.UpdateAsync(number.Id, new NumberPatch { AssistantId = nobody }, TrunkSamples.Ann)).Error?.Code);
        Assert.Equal("unknown_trunk", (await _rooms.Numbers.CreateAsync(
            new NumberInput { PhoneNumber = "+31201234568", TransferTrunkId = nobody }, TrunkSamples.Ann)).Error?.Code);
    }

    [Fact]
    public async Task Update_OnlyTheTrunk_ChangesNothingElse()
    {
        var trunk = (await _rooms.Trunks.CreateAsync(TrunkSamples.Office(), TrunkSamples.Ann)).Value;
        var before = (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567", Name = "Reception", IsActive = false }, TrunkSamples.Ann)).Value;
        _time.Advance(TimeSpan.FromMinutes(1));

        var after = (await _rooms.Numbers.UpdateAsync(before.Id, new NumberPatch { TransferTrunkId = trunk.Id }, TrunkSamples.Ann)).Value;

        Assert.Equal((trunk.Id, "Office PBX"), (after.TransferTrunkId!.Value, after.TransferTrunk!.Name));
        Assert.Equal(("Reception", false, "+31201234567"), (after.Name, after.IsActive, after.PhoneNumber));
        Assert.True(after.UpdatedAt > before.UpdatedAt);
        Assert.Equal(trunk.Id, _rooms.NumberDirectory.Find(before.Id)!.TransferTrunkId);
    }

    [Fact]
    public async Task Update_Null_Clears()
    {
        var before = (await _rooms.Numbers.CreateAsync(new NumberInput { PhoneNumber = "+31201234567", Name = "Reception", IsActive = false }, TrunkSamples.Ann)).Value;

        var after = (await _rooms.Numbers.UpdateAsync(before.Id, new NumberPatch { Name = (string?)null, IsActive = (bool?)null }, TrunkSamples.Ann)).Value;

        Assert.Equal((null, true, "+31201234567"), (after.Name, after.IsActive, after.Label));
    }

    [Fact]
    public async Task Delete_IsGoneEverywhere()
    {
        var number = (await _rooms.Numbers.CreateAsync(Input("+31201234567"), TrunkSamples.Ann)).Value;

        Assert.True((await _rooms.Numbers.DeleteAsync(number.Id, TrunkSamples.Ann)).IsOk);

        Assert.Null(await _rooms.Numbers.FindAsync(number.Id));
        Assert.Null(_rooms.NumberDirectory.Find(number.Id));
        Assert.Equal("not_found", (await _rooms.Numbers.DeleteAsync(number.Id, TrunkSamples.Ann)).Error?.Code);
    }

    private static NumberInput Input(string phone) => new() { PhoneNumber = phone };
}
