using VoiceDock.Web.Startup.Verbs;

namespace VoiceDock.Web.Startup;

/// <summary>A command line, taken apart.</summary>
/// <param name="Settings">As the configuration understands them.</param>
/// <param name="Verb">What to do instead of starting; null starts.</param>
public sealed record TypedLine(string[] Settings, VerbCall? Verb);
