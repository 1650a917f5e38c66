namespace VoiceDock.Core.Assistants;

/// <summary>
/// One assistant on one call: the port behind which the built-in attendant and the speech models stand. Every member is called by the call's
/// actor, one at a time, and must return at once; work from elsewhere comes back through <see cref="IAssistantHost.Post"/>.
/// Disposed by the call when it ends.
/// </summary>
public interface IAssistantSession : IDisposable
{
    /// <summary>The caller is connected: say the first message.</summary>
    void Start();

    /// <summary>The caller pressed a key: 0-9, *, #, A-D.</summary>
    void OnKey(char key);

    /// <summary>Speaks a text before a transfer. <paramref name="done"/> is called once on the call's actor, when it was said to its end or cannot be said.</summary>
    void Announce(string text, Action done);

    /// <summary>
    /// Says a text that a person or the API gives in place of what is said now, also while quiet, and then goes on as before: waits, or stays quiet.
    /// </summary>
    /// <param name="begin">Called once on the call's actor, when the text is ready to be heard; with false when it cannot be spoken. Answers whether it is still wanted.</param>
    /// <param name="done">Called on the call's actor when it was said to its end; not when something else took its place.</param>
    void Say(string text, Func<bool, bool> begin, Action done);

    /// <summary>A destination is being dialled or has the caller, or the caller is on hold: stop speaking and ignore keys until <see cref="Resume"/>.</summary>
    void Quiet();

    /// <summary>The caller is back. <paramref name="outcome"/> tells how its transfer ended; null: it was on hold, go on without a word.</summary>
    void Resume(TransferOutcome? outcome);

    /// <summary>Takes 1 to 8,000 characters of knowledge without a word to the caller; with <paramref name="respond"/> it speaks because of them.</summary>
    /// <returns>False when this kind of assistant cannot use any.</returns>
    bool AddContext(string content, bool respond);

    /// <summary>Says a last sentence, if any, then calls <paramref name="done"/>.</summary>
    void SayGoodbye(string text, Action done);
}
