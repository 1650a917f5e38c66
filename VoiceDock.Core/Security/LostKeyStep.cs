namespace VoiceDock.Core.Security;

/// <summary>What a room does with rows that mean nothing any more once the keys are lost for good: one SQL statement; <c>@now</c> is the time.</summary>
public sealed record LostKeyStep(string Sql);
