using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Api;

/// <summary>The table an endpoint reads its body by.</summary>
/// <param name="Required">False: the request may come without a body.</param>
public sealed record RequestBody(IWireTable Table, bool Creating, bool Required);
