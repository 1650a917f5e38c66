using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Api;

/// <summary>The table an endpoint reads its body by.</summary>
public sealed record RequestBody(IWireTable Table, bool Creating);
