namespace VoiceDock.Web.Overview;

/// <summary>One step towards the first call.</summary>
/// <param name="Text">What it is for, or what is still missing.</param>
/// <param name="Href">Where it is done.</param>
public sealed record ChecklistStep(string Title, string Text, string Href, string Action, bool IsDone);
