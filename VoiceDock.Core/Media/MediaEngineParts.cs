using Microsoft.Extensions.Logging;
using VoiceDock.Core.Media.Loop;
using VoiceDock.Core.Media.Ports;

namespace VoiceDock.Core.Media;

/// <summary>What calls and legs need of their engine.</summary>
internal sealed record MediaEngineParts(MediaOptions Options, MediaClock Clock, PortPool Ports, ILogger Logger);
