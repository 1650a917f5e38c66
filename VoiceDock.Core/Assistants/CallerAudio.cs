namespace VoiceDock.Core.Assistants;

/// <summary>Hears the caller: 160 samples of 8 kHz each 20 ms, jitter absorbed. Called on a media thread: must not block or allocate.</summary>
public delegate void HearCaller(ReadOnlySpan<short> frame160);

/// <summary>Gives the next 20 ms for the caller. False: nothing more, and it is not asked again. Called on a media thread: must not block or allocate.</summary>
public delegate bool SpeakToCaller(Span<short> frame160);
