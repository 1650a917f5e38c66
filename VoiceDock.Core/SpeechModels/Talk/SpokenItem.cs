namespace VoiceDock.Core.SpeechModels.Talk;

/// <summary>One thing a model says. Written by the reader of the connection, played by the media thread, looked at by the call.</summary>
internal sealed class SpokenItem(string id)
{
    private long _queued;
    private long _played;
    private long _firstPlayedAt;
    private volatile bool _isDropped;

    public string Id => id;

    /// <summary>Samples of 8 kHz that came from the model.</summary>
    public long Queued => Volatile.Read(ref _queued);

    /// <summary>Samples the caller was sent.</summary>
    public long Played => Volatile.Read(ref _played);

    public int PlayedMs => (int)(Played / 8);

    /// <summary>The caller broke in: nothing more of it is played, whatever still comes.</summary>
    public bool IsDropped => _isDropped;

    /// <summary>Timestamp of its first frame; 0 before.</summary>
    public long FirstPlayedAt => Volatile.Read(ref _firstPlayedAt);

    public void Drop() => _isDropped = true;

    public void Add(int samples) => Volatile.Write(ref _queued, _queued + samples);

    /// <returns>True for its first.</returns>
    public bool Play(int samples, long now)
    {
        Volatile.Write(ref _played, _played + samples);
        if (_firstPlayedAt != 0) return false;
        Volatile.Write(ref _firstPlayedAt, now);
        return true;
    }
}
