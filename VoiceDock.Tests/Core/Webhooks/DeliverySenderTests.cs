using VoiceDock.Core.Webhooks;
using VoiceDock.Core.Webhooks.Deliveries;
using VoiceDock.Tests.Core.Trunks;
using VoiceDock.Tests.Support;

namespace VoiceDock.Tests.Core.Webhooks;

/// <summary>T24: retries, order, targets. The other end is a real web server; only time is played.</summary>
[Trait("Kind", "Integration")]
public sealed class DeliverySenderTests
{
    [Fact]
    public async Task NotTaken_IsTriedAgainAtTheDocumentedTimes_ThenIsADeadLetter_AndCanBeSentAgain()
    {
        await using var rig = await DeliveryRig.StartAsync();
        rig.Receiver.Answer = _ => Task.FromResult((503, "busy"));
        var id = await rig.AddAsync(Guid.NewGuid());

        foreach (var (wait, attempts) in new[] { 5, 30, 120, 600, 3_600, 21_600, 86_400 }.Select((s, i) => (TimeSpan.FromSeconds(s), i + 1)))
        {
            var row = await rig.UntilAsync(id, d => d.Attempts == attempts && d.State == DeliveryState.Retrying, $"was tried {attempts} times");
            Assert.InRange(row.NextAt - row.LastAt!.Value, wait, wait * 1.1);
            Assert.Equal((503, "It answered 503."), (row.LastStatus, row.LastProblem));
            rig.Time.Advance(row.NextAt - rig.Time.GetUtcNow().UtcDateTime + TimeSpan.FromMilliseconds(5));
        }

        var dead = await rig.UntilAsync(id, d => d.State == DeliveryState.DeadLetter, "is given up");
        Assert.Equal(8, dead.Attempts);
        rig.Receiver.Answer = _ => Task.FromResult((204, ""));
        Assert.True((await rig.Get<DeliveryBook>().SendAgainAsync(id, TrunkSamples.Ann)).IsOk);
        await rig.UntilAsync(id, d => d is { State: DeliveryState.Delivered, Attempts: 1 }, "is delivered");
        Assert.Equal(9, rig.Receiver.Received.Count);
        Assert.Single(rig.Receiver.Received.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task OneThatIsNotTaken_HoldsUpTheNextOfItsCall_AndNoOtherCall()
    {
        await using var rig = await DeliveryRig.StartAsync();
        var isDown = true;
        rig.Receiver.Answer = r => Task.FromResult((isDown && (string?)r.Message!["call"] == "a" ? 500 : 200, ""));
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await rig.AddAsync(a, body: """{"message":{"call":"a","n":1}}""");
        await rig.UntilAsync(first, d => d.State == DeliveryState.Retrying, "is not taken");
        var second = await rig.AddAsync(a, body: """{"message":{"call":"a","n":2}}""");
        var other = await rig.AddAsync(b, body: """{"message":{"call":"b","n":3}}""");

        await rig.UntilAsync(other, d => d.State == DeliveryState.Delivered, "of another call is delivered");
        Assert.Equal((DeliveryState.Pending, 0), ((await rig.ReadAsync(second)).State, (await rig.ReadAsync(second)).Attempts));
        isDown = false;
        rig.Time.Advance(TimeSpan.FromSeconds(6));
        await rig.UntilAsync(second, d => d.State == DeliveryState.Delivered, "follows");

        Assert.Equal([1, 3, 1, 2], rig.Receiver.Received.Select(r => (int)r.Message!["n"]!));
    }

    [Fact]
    public async Task AddressThatHangs_HoldsUpNoOther_AndIsGivenTenSeconds()
    {
        await using var rig = await DeliveryRig.StartAsync();
        await using var hanging = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource<(int, string)>();
        hanging.Answer = _ => never.Task;
        List<Guid> stuck = [];
        for (var i = 0; i < 300; i++)
            stuck.Add(await rig.AddAsync(Guid.NewGuid(), hanging.Url));
        await Eventually.TrueAsync(() => hanging.Received.Count == DeliverySender.MostPerAddress, "it has as many as it may");

        var other = await rig.AddAsync(Guid.NewGuid());
        await rig.UntilAsync(other, d => d.State == DeliveryState.Delivered, "to another address is delivered meanwhile");
        Assert.Equal(DeliverySender.MostPerAddress, hanging.Received.Count);

        rig.Time.Advance(TimeSpan.FromSeconds(10.1));
        var late = await rig.UntilAsync(stuck[0], d => d.State == DeliveryState.Retrying, "was not answered in time");
        Assert.Equal("There was no whole answer within 10 seconds.", late.LastProblem);
        never.SetResult((200, ""));
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var rig = await DeliveryRig.StartAsync();
        await using var elsewhere = await WebhookReceiver.StartAsync();
        rig.Receiver.Location = elsewhere.Url;
        rig.Receiver.Answer = _ => Task.FromResult((307, ""));

        var row = await rig.UntilAsync(await rig.AddAsync(Guid.NewGuid()), d => d.State == DeliveryState.Retrying, "is not taken");

        Assert.Equal("It answered 307: redirects are not followed. Enter the final address.", row.LastProblem);
        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task PrivateAddress_ThatIsNotListed_IsSentNothing()
    {
        await using var rig = await DeliveryRig.StartAsync(isAllowed: false);

        var row = await rig.UntilAsync(await rig.AddAsync(Guid.NewGuid()), d => d.State == DeliveryState.Retrying, "is refused");

        Assert.Contains("not allowed as a target", row.LastProblem, StringComparison.Ordinal);
        Assert.Null(row.LastStatus);
        Assert.Empty(rig.Receiver.Received);
    }

    [Fact]
    public async Task AddressThatWasRemoved_LeavesADeadLetter_ThatGoesToTheNextAddress()
    {
        await using var rig = await DeliveryRig.StartAsync();
        await rig.SetAddressAsync(null);
        var id = await rig.AddAsync(Guid.NewGuid());
        await rig.UntilAsync(id, d => d is { State: DeliveryState.DeadLetter, Attempts: 0, LastProblem: "The address was removed from the settings." }, "is given up");

        await using var next = await WebhookReceiver.StartAsync();
        await rig.SetAddressAsync(next.Url);
        await rig.Get<DeliveryBook>().SendAgainAsync(id, TrunkSamples.Ann);

        await next.UntilAsync(all => all.Count == 1, "it goes to the new address");
        Assert.Empty(rig.Receiver.Received);
    }

    [Fact]
    public async Task Test_ShowsStatusTimeAndTheBeginningOfALongAnswer()
    {
        await using var rig = await DeliveryRig.StartAsync();
        rig.Receiver.Answer = _ => Task.FromResult((418, "teapot\r\n\u0007" + new string('x', 1_000_000)));

        var answer = (await rig.Get<WebhookTester>().TestAsync(null, TrunkSamples.Ann)).Value;

        Assert.Equal((418, "It answered 418.", WebhookClient.LongestAnswer), (answer.Status, answer.Problem, answer.Body.Length));
        Assert.StartsWith("teapot xxx", answer.Excerpt, StringComparison.Ordinal);
        Assert.Equal(WebhookAnswer.LongestExcerpt + 1, answer.Excerpt.Length);
        Assert.Equal("test", rig.Receiver.Received[0].Event);
    }
}
