using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Web.Diagnostics;

namespace VoiceDock.Tests.Components.Diagnostics;

[Trait("Kind", "Unit")]
public sealed class ReportFilterTests
{
    private static readonly Guid Trunk = Guid.Parse("01a21847-2043-760e-858a-a3feb8226f8c");

    [Theory]
    [InlineData("")]
    [InlineData("?trunk=none")]
    [InlineData("?verdict=problem")]
    [InlineData("?trunk=01a21847-2043-760e-858a-a3feb8226f8c&verdict=cancelled")]
    public void Address_IsReadAndWrittenAlike(string query) => Assert.Equal(query, ReportFilter.Read(query).ToQueryString());

    [Theory]
    [InlineData("?trunk=../x&verdict=nonsense")]
    [InlineData("?verdict=%00")]
    public void WhatAnAddressSaysWrongly_IsLeftOut(string query) => Assert.Equal(new ReportFilter(), ReportFilter.Read(query));

    [Theory]
    [InlineData("?verdict=ok", DoctorVerdict.Ok, ReportStatus.Done, true)]
    [InlineData("?verdict=ok", DoctorVerdict.Ok, ReportStatus.Cancelled, false)]
    [InlineData("?verdict=cancelled", DoctorVerdict.Problem, ReportStatus.Cancelled, true)]
    [InlineData("?verdict=problem", DoctorVerdict.Problem, ReportStatus.Done, true)]
    [InlineData("?verdict=warning", DoctorVerdict.Problem, ReportStatus.Done, false)]
    [InlineData("?verdict=warning", null, ReportStatus.Running, false)]
    [InlineData("?trunk=none", DoctorVerdict.Ok, ReportStatus.Done, false)]
    [InlineData("?trunk=01a21847-2043-760e-858a-a3feb8226f8c", DoctorVerdict.Ok, ReportStatus.Done, true)]
    public void Report_IsAdmitted(string query, DoctorVerdict? verdict, ReportStatus status, bool admitted) => Assert.Equal(admitted, ReportFilter.Read(query).Admits(new DoctorReport
    {
        Id = Guid.CreateVersion7(),
        TrunkId = Trunk,
        TrunkName = "Office",
        Address = "udp 192.0.2.1:5060",
        Preset = "generic",
        Mode = DoctorMode.Silent,
        By = Actor.System,
        CreatedAt = DateTime.UnixEpoch,
        Status = status,
        Verdict = verdict,
        Checks = [],
    }));
}
