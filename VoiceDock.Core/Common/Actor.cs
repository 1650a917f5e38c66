namespace VoiceDock.Core.Common;

/// <summary>On whose behalf something is done.</summary>
public enum ActorType
{
    System,
    Operator,
    Api,
    Assistant,
}

/// <summary>Who does something: a signed-in person, an API key, an assistant's tool, or the program itself.</summary>
/// <param name="Id">Stable id of the user, key or assistant; empty for the program.</param>
/// <param name="Name">What a person would call it: user name, key name, assistant name.</param>
public sealed record Actor(ActorType Type, string Id, string Name)
{
    public static readonly Actor System = new(ActorType.System, "", "VoiceDock");

    /// <summary>Whoever may use the data folder, and typed a command.</summary>
    public static readonly Actor CommandLine = new(ActorType.System, "", "command line");

    /// <summary>Which of a person's sign-ins this is; null for everybody else, and in what is read back from records.</summary>
    public Guid? SignIn { get; init; }

    /// <summary>From where, as the network showed it; null where nobody asked. Kept with what is written down about the deed.</summary>
    public string? Address { get; init; }
}
