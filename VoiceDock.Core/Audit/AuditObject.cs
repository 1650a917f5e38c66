namespace VoiceDock.Core.Audit;

/// <summary>What something was done to.</summary>
/// <param name="Type"><c>trunk</c>, <c>number</c>, <c>call</c>.</param>
/// <param name="Name">What a person calls it, as of now.</param>
public sealed record AuditObject(string Type, string? Id, string? Name = null)
{
    public AuditObject(string type, Guid id, string? name = null)
        : this(type, id.ToString(), name)
    {
    }

    /// <summary>The thing that a command such as <c>trunk.update</c> is about.</summary>
    public static AuditObject Of(string command, Guid? id) => new(command.Split('.')[0], id?.ToString());
}
