namespace VoiceDock.Core.Organizations;

/// <summary>The one organisation this server belongs to. Its id is made at the first start and never changes.</summary>
public sealed class Organization
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public DateTime CreatedAt { get; set; }

    /// <summary>Always 1: there is one row.</summary>
    public int Row { get; set; } = 1;
}
