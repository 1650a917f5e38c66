namespace VoiceDock.Web.Api.Wire;

/// <summary>A body that was read.</summary>
/// <param name="Given">The fields the sender named (by their main name), also those named with null.</param>
/// <param name="Warnings">One line for each field nobody knows; null when there is none, so that the answer has no such member.</param>
public sealed record WireRead<TBody>(TBody Body, IReadOnlySet<string> Given, IReadOnlyList<string>? Warnings);
