namespace VoiceDock.Web.Startup.Verbs;

/// <summary>Where a verb's words and its file go: a terminal, or the process at the other end of the control socket.</summary>
internal interface IVerbOutput
{
    /// <summary>One line for the person who typed the verb.</summary>
    Task SayAsync(string line, CancellationToken ct);

    /// <summary>The backup follows; nothing is said after it.</summary>
    Task<Stream> OpenFileAsync(CancellationToken ct);
}
