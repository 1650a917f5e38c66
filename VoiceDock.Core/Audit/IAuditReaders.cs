using VoiceDock.Core.Common;

namespace VoiceDock.Core.Audit;

/// <summary>Who may read the audit log; known by the room that knows people.</summary>
public interface IAuditReaders
{
    /// <returns>Null when <paramref name="actor"/> may, else <c>forbidden</c>.</returns>
    Error? RefusalToRead(Actor actor, string command);
}
