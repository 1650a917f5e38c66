using Microsoft.Extensions.Logging;
using VoiceDock.Core.Assistants;

namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>
/// Takes a model's events on the reader of its connection: audio goes the short way, the rest over the call. A caller who breaks in does so here, so that it comes
/// between what was said before and what is said after it.
/// </summary>
/// <param name="brokenIn">The caller speaks; these were not heard to their end. On the call's actor.</param>
/// <param name="sounds">The first sound of something comes. On the call's actor.</param>
/// <param name="taken">Any other event. On the call's actor.</param>
internal sealed class TalkReader(
    IAssistantHost host, TalkTurns turns, TalkMouth mouth, Action<TalkLink, IReadOnlyList<SpokenItem>> brokenIn, Action<TalkLink> sounds, Action<TalkLink, TalkEvent> taken, ILogger log)
{
    public void Take(TalkLink link, TalkEvent news)
    {
        switch (news.Kind)
        {
            case TalkEventKind.Unknown:
                return;
            case TalkEventKind.Audio:
                if (news is { Audio: { Length: > 0 } audio, ItemId: { } id }) Hear(link, id, audio);
                return;
            case TalkEventKind.AudioDone:
                if (news.ItemId is { } whole) turns.Item(link.Number, whole).Finish();
                return;
            case TalkEventKind.ResponseStarted:
                (link.IsResponding, link.IsCutOff) = (true, false);
                break;
            case TalkEventKind.ResponseDone:
                link.IsResponding = false;
                turns.Finish();
                break;
            case TalkEventKind.SpeechStarted:
                BreakIn(link);
                break;
        }

        host.Post(() => taken(link, news));
    }

    private void Hear(TalkLink link, string id, byte[] audio)
    {
        var item = turns.Item(link.Number, id);
        if (link.IsCutOff) item.Drop();
        var isFirst = item.Queued == 0;
        if (!mouth.Add(item, link.Audio.FromServer(audio)))
        {
            log.LogWarning("The speech model sends more audio than can be kept; the rest of this is dropped");
            item.Drop();
        }

        if (isFirst) host.Post(() => sounds(link));
    }

    private void BreakIn(TalkLink link)
    {
        link.IsCutOff = true;
        mouth.Drop();
        var cut = turns.Drop(link.IsResponding);
        host.Post(() => brokenIn(link, cut));
    }
}
