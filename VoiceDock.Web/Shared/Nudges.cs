using System.Threading.Channels;

namespace VoiceDock.Web.Shared;

/// <summary>
/// Turns events of the core into something a <see cref="LiveComponent"/> can follow. Events between two readings count once: a nudge says
/// "look again", nothing more. Safe from any thread, never blocks.
/// </summary>
public sealed class Nudges
{
    private readonly Channel<bool> _waiting = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Nudge() => _waiting.Writer.TryWrite(true);

    public IAsyncEnumerable<bool> ReadAsync(CancellationToken left) => _waiting.Reader.ReadAllAsync(left);
}
