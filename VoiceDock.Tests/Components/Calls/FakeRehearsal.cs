using VoiceDock.Core.Calls;

namespace VoiceDock.Tests.Components.Calls;

/// <summary>Without an engine there is no INVITE to show: tells what it was asked.</summary>
internal sealed class FakeRehearsal : IDialRehearsal
{
    public ValueTask<DialRehearsal> RehearseAsync(DialWish wish, CancellationToken cancellation) => new(wish.Destination == "666"
        ? new DialRehearsal([new(DialStep.Number, DialVerdict.Refused, "destination_not_allowed", "666 may not be called.", "Allow it first.")])
        : new DialRehearsal([new(DialStep.Number, DialVerdict.Ok, "ok", $"{wish.Destination} is dialled over {wish.Trunk.Name} for {wish.CallerNumber}."), new(DialStep.Message, DialVerdict.Ok, "ok", "The INVITE leaves.")]));
}
