using VoiceDock.Core.Common;

namespace VoiceDock.Core.Access;

/// <summary>The people who sign in; the directory follows before a change returns. Thread-safe.</summary>
public sealed class PeopleStore
{
    private readonly PeopleDirectory _directory;
    private readonly PeopleLoader _loader;
    private readonly Permits _permits;

    internal PeopleStore(PeopleDirectory directory, PeopleLoader loader, Permits permits) => (_directory, _loader, _permits) = (directory, loader, permits);

    /// <summary>Everybody, in the order of their names.</summary>
    /// <returns>Or <c>forbidden</c>: administrators only.</returns>
    public Result<IReadOnlyList<Person>> List(Actor actor) =>
        _permits.Refusal(actor, Role.Admin, "person.list") is { } refusal ? refusal : new Result<IReadOnlyList<Person>>(_directory.All);

    /// <summary>To be called after every committed change of a person or a role: it is in force when this returns.</summary>
    internal Task ReloadAsync() => _loader.LoadAsync(CancellationToken.None);
}
