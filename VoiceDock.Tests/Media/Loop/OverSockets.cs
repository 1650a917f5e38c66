using VoiceDock.Core.Media;
using VoiceDock.Tests.Media.Dtmf;
using VoiceDock.Tests.Media.Ports;
using VoiceDock.Tests.Media.Rtcp;
using VoiceDock.Tests.Media.Srtp;

namespace VoiceDock.Tests.Media.Loop;

[Trait("Kind", "Unit")]
public sealed class ContinuityOverSocketsTests : ContinuityTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class LatchingOverSocketsTests : LatchingTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class ListenerOverSocketsTests : ListenerTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class RelayOverSocketsTests : RelayTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class SilenceOverSocketsTests : SilenceTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class DtmfLegOverSocketsTests : DtmfLegTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class PortPoolOverSocketsTests : PortPoolTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class RtcpLegOverSocketsTests : RtcpLegTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class AllocationOverSocketsTests : AllocationTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class StrangerOverSocketsTests : StrangerTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class SrtpLegOverSocketsTests : SrtpLegTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}

[Trait("Kind", "Unit")]
public sealed class HoldSourceOverSocketsTests : HoldSourceTests
{
    protected override MediaLoopKind Loop => MediaLoopKind.Sockets;
}
