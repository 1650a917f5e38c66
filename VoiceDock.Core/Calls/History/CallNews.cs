using VoiceDock.Core.Assistants;
using VoiceDock.Core.Storage;

namespace VoiceDock.Core.Calls.History;

/// <summary>What others are to be told of one change of a call; kept until it is on disk. Immutable.</summary>
public abstract record CallNews(Guid CallId);

/// <summary>Port: others are told of calls. What they are told goes to disk in the transaction of the state that caused it. Implemented by the webhooks.</summary>
public interface ICallOutbox
{
    /// <summary>What is to be told of a change; null: nobody wants to know. From memory; of one call in order, on its actor.</summary>
    CallNews? Of(CallView before, CallView now, Assistant? assistant);

    /// <summary>Opens writing on the connection of <paramref name="db"/>, which stays open as long as the writer is used.</summary>
    ICallNewsWriter Open(VoiceDockDb db);

    /// <summary>News were committed.</summary>
    void Committed();
}

/// <summary>Writes news in its connection's transaction. Not thread-safe.</summary>
public interface ICallNewsWriter : IDisposable
{
    void Write(CallNews news);
}
