using VoiceDock.Core.Common;

namespace VoiceDock.Core.Assistants;

/// <summary>Expected refusals around assistants.</summary>
public static class AssistantErrors
{
    public static Error NotFound => Error.NotFound("assistant");
}
