namespace VoiceDock.Web.Calls;

public sealed record CallListAnswer(IReadOnlyList<CallDto> Calls, PageDto Pagination);
