namespace VoiceDock.Web.Calls;

/// <param name="Total">All that match, exact: clients stop at offset + received >= total.</param>
/// <param name="Limit">As used, after clamping.</param>
public sealed record PageDto(int Total, int Limit, int Offset);
