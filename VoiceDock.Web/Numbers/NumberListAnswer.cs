namespace VoiceDock.Web.Numbers;

public sealed record NumberListAnswer(IReadOnlyList<NumberDto> Numbers);
