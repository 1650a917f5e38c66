using VoiceDock.Core.Common;
using VoiceDock.Core.Diagnostics;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;
using F = VoiceDock.Web.Api.Wire.WireFields<VoiceDock.Web.Diagnostics.DiagnoseBody>;

namespace VoiceDock.Web.Diagnostics;

/// <summary>The fields of an order to the trunk doctor.</summary>
public static class DiagnoseWire
{
    public static readonly WireTable<DiagnoseBody> Fields = new(
        "Diagnose",
        F.Text("mode", (b, v) => b.Mode = v,
            "silent (absent: this): nothing rings. dry_run: sends nothing, shows what a transfer would send. ring: calls the destination, stops at the first ringing. "
            + "tone: calls it and measures the audio. nobody: calls a name that cannot exist, to test the password. ring, tone and nobody also need calls:control.") with
        {
            Values = WireName.All<DoctorMode>(),
            Example = "silent",
        },
        F.Text("destination", (b, v) => b.Destination = v, "E.164 number, extension, or sip: URI on the trunk's own host; needed by dry_run, ring and tone.") with { Example = "+31612345678" },
        F.TextList("checks", (b, v) => b.Checks = v, $"Only these checks and what they need: {string.Join(", ", WireName.All<CheckName>())}. Absent: all of the mode."));

    /// <summary>The body; the request may come without one.</summary>
    public static async Task<Result<WireRead<DiagnoseBody>>> ReadAsync(HttpContext http)
    {
        var bytes = await JsonBody.ReadBytesAsync(http);
        return bytes is { IsOk: true, Value.IsEmpty: true }
            ? new WireRead<DiagnoseBody>(new DiagnoseBody(), new HashSet<string>(), Warnings: null)
            : await WireReader.ReadAsync(http, Fields, creating: true);
    }

    /// <summary>The order, or <c>validation_failed</c> with every field that is wrong.</summary>
    public static Result<DoctorOrder> ToOrder(DiagnoseBody body, DoctorSubject subject, Actor by)
    {
        var problems = new List<(string Field, string What)>();
        var mode = DoctorMode.Silent;
        if (body.Mode is { } text && !WireName.TryParse(text, out mode))
        {
            problems.Add(("mode", $"must be one of {string.Join(", ", WireName.All<DoctorMode>())}"));
        }

        var only = ReadChecks(body.Checks, problems);
        return problems.Count > 0 ? Error.Validation(problems) : new DoctorOrder(subject, by) { Mode = mode, Destination = body.Destination, Only = only };
    }

    private static HashSet<CheckName>? ReadChecks(IReadOnlyList<string>? names, List<(string Field, string What)> problems)
    {
        if (names is { Count: 0 })
        {
            problems.Add(("checks", "must name a check, or be absent for all"));
        }

        HashSet<CheckName> only = [];
        foreach (var (name, place) in names?.Select((n, i) => (n, i + 1)) ?? [])
        {
            if (WireName.TryParse<CheckName>(name, out var check))
            {
                only.Add(check);
            }
            else
            {
                problems.Add(("checks", $"the {place}. is none of {string.Join(", ", WireName.All<CheckName>())}"));
            }
        }

        return names is null ? null : only;
    }
}
