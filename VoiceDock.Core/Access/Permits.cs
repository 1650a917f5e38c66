using VoiceDock.Core.Audit;
using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>
/// Whether somebody may give a command now. Every command of the core that changes something or controls a call asks here before anything else; what
/// the screen shows is no protection. Thread-safe, in memory.
/// </summary>
/// <remarks>
/// A person is looked up afresh each time. API keys were checked for this very request, by scope and binding, where it came in; the program itself and
/// an assistant act within what people have set up.
/// </remarks>
public sealed class Permits(PeopleDirectory people, AuditLog audit) : IAuditReaders
{
    /// <param name="needed">The least role that may.</param>
    /// <param name="command">What is asked for, such as <c>trunk.update</c>.</param>
    /// <param name="objectId">Of what, where one thing is meant.</param>
    /// <returns>Null when the command may be carried out, else <c>forbidden</c>, which is written down.</returns>
    public Error? Refusal(Actor actor, Role needed, string command, Guid? objectId = null)
    {
        if (actor.Type != ActorType.Operator || RefusalOf(actor, needed) is not { } refusal) return null;
        audit.Note(actor, command, AuditObject.Of(command, objectId), refusal: refusal.Code);
        return refusal;
    }

    Error? IAuditReaders.RefusalToRead(Actor actor, string command) => Refusal(actor, Role.Admin, command);

    private Error? RefusalOf(Actor actor, Role needed)
    {
        if (!Guid.TryParse(actor.Id, out var id) || people.Find(id) is not { } person) return AccessErrors.NoSuchPerson;
        if (person.IsDisabled) return AccessErrors.PersonDisabled;
        return person.Role >= needed ? null : AccessErrors.RoleNeeded(needed, person.Role);
    }
}
