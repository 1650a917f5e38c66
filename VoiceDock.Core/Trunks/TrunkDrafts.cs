using VoiceDock.Core.Common;

namespace VoiceDock.Core.Trunks;

/// <summary>A trunk as it would be if the form were saved now: for rehearsals, never stored and never in the directory.</summary>
public static class TrunkDrafts
{
    /// <summary>A form without a name is taken for "New trunk"; everything else must be as for saving.</summary>
    /// <param name="stored">The trunk that is edited; null for a new one. Its id is kept, so that what is known about it counts.</param>
    /// <returns>The draft, or <c>validation_failed</c> with the fields that are wrong.</returns>
    public static Result<Trunk> Of(TrunkInput input, Trunk? stored, TrunkRules rules)
    {
        var problems = rules.Problems(input).Where(p => p.Field != "name").ToList();
        if (problems.Count > 0) return Error.Validation(problems);
        var trunk = new Trunk { Id = stored?.Id ?? Guid.Empty, HasPassword = stored?.HasPassword ?? false };
        TrunkWriter.Write(input, trunk);
        if (string.IsNullOrEmpty(trunk.Name)) trunk.Name = "New trunk";
        return trunk;
    }
}
