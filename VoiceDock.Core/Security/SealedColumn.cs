namespace VoiceDock.Core.Security;

/// <summary>Where secrets of one kind lie. The room that keeps them registers one of these, so that a change of the data key finds every secret.</summary>
/// <param name="Field">What is bound into the seal.</param>
/// <param name="Table">A table that holds nothing but secrets: its rows are removed when the keys are lost for good.</param>
/// <param name="IdColumn">The owner's id in that table, its key.</param>
/// <param name="OwnerTable">Where the secret's version is kept.</param>
/// <param name="VersionColumn">Null where a secret is never replaced: its version is 1.</param>
public sealed record SealedColumn(SecretField Field, string Table, string Column, string IdColumn, string OwnerTable, string OwnerIdColumn, string? VersionColumn)
{
    /// <summary>The version in SQL, with the owner's table called <c>o</c>.</summary>
    internal string Version => VersionColumn is null ? "1" : $"o.{VersionColumn}";
}
