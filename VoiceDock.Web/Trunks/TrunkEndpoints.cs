using VoiceDock.Core.Access;
using VoiceDock.Core.Trunks;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Trunks;

/// <summary><c>/sip-trunks</c>.</summary>
public static class TrunkEndpoints
{
    public static void MapTrunks(this RouteGroupBuilder api)
    {
        var trunks = api.MapGroup("/sip-trunks").WithTags("SIP trunks");
        trunks.MapPost("/", CreateAsync).Needs(ApiScopes.TrunksWrite).Takes(TrunkWire.Fields, creating: true).Repeatable(ShowFirstAsync)
            .Gives<TrunkAnswer>(StatusCodes.Status201Created).Named("CreateSipTrunk", "Add a SIP trunk");
        trunks.MapGet("/", ListAsync).Needs(ApiScopes.TrunksRead).Gives<TrunkListAnswer>().Named("ListSipTrunks", "List all SIP trunks");
        trunks.MapGet("/{id}", GetAsync).Needs(ApiScopes.TrunksRead).Gives<TrunkAnswer>().Named("GetSipTrunk", "Read a SIP trunk");
        trunks.MapPatch("/{id}", UpdateAsync).Needs(ApiScopes.TrunksWrite).Takes(TrunkWire.Fields, creating: false)
            .Gives<TrunkAnswer>().Named("UpdateSipTrunk", "Change a SIP trunk: only the fields sent");
        trunks.MapDelete("/{id}", DeleteAsync).Needs(ApiScopes.TrunksWrite)
            .Gives<SuccessBody>().Named("DeleteSipTrunk", "Delete a SIP trunk; numbers and trunks that used it lose it");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, TrunkStore trunks, TrunkPresenter present, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        if (caller.IsBoundToTrunks)
        {
            return Answers.Refused(ApiErrors.BoundKey("SIP trunks"));
        }

        var read = await WireReader.ReadAsync(http, TrunkWire.Fields, creating: true);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        if (read.Value.Body.Addresses.Count == 0)
        {
            return Answers.Refused(ApiErrors.MissingFields(["host"]));
        }

        var patch = TrunkWire.ToPatch(read.Value);
        if (!patch.IsOk)
        {
            return Answers.Refused(patch.Error);
        }

        var made = await FindInterruptedAsync(http, patch.Value, trunks, cancellation) is { } earlier
            ? earlier
            : await trunks.CreateAsync(patch.Value.ApplyTo(new TrunkInput()), caller.Actor, cancellation);
        if (!made.IsOk)
        {
            return Answers.Refused(made.Error);
        }

        RepeatedCreates.Note(http, made.Value.Id);
        return await ShowAsync(made.Value, present, read.Value.Warnings, Answers.Created, cancellation);
    }

    private static async Task<Trunk?> FindInterruptedAsync(HttpContext http, TrunkPatch patch, TrunkStore trunks, CancellationToken cancellation) =>
        Interruption.SinceOf(http) is { } since
            ? (await trunks.ListAsync(cancellation)).FirstOrDefault(t => t.CreatedAt >= since && t.Name == patch.Name.Value && t.Host == patch.Host.Value)
            : null;

    private static async Task<IResult?> ShowFirstAsync(HttpContext http, Guid id)
    {
        var trunk = await http.RequestServices.GetRequiredService<TrunkStore>().FindAsync(id, http.RequestAborted);
        var present = http.RequestServices.GetRequiredService<TrunkPresenter>();
        return trunk is null ? null : await ShowAsync(trunk, present, warnings: null, Answers.Ok, http.RequestAborted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TrunkStore trunks, TrunkPresenter present, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        var all = await trunks.ListAsync(cancellation);
        return Answers.Ok(new TrunkListAnswer(await present.ShowAsync([.. all.Where(t => caller.SeesTrunk(t.Id))], cancellation)));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, TrunkStore trunks, TrunkPresenter present, CancellationToken cancellation) =>
        TryReadId(id, http, out var key) && await trunks.FindAsync(key, cancellation) is { } trunk
            ? await ShowAsync(trunk, present, warnings: null, Answers.Ok, cancellation)
            : Answers.Refused(TrunkErrors.NotFound);

    private static async Task<IResult> UpdateAsync(string id, HttpContext http, TrunkStore trunks, TrunkPresenter present, CancellationToken cancellation)
    {
        if (!TryReadId(id, http, out var key))
        {
            return Answers.Refused(TrunkErrors.NotFound);
        }

        var read = await WireReader.ReadAsync(http, TrunkWire.Fields, creating: false);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        var patch = TrunkWire.ToPatch(read.Value);
        if (patch.IsOk && Guid.TryParse(patch.Value.BackupTrunkId.Value, out var backup) && !ApiCaller.Of(http).SeesTrunk(backup))
        {
            return Answers.Refused(TrunkErrors.UnknownBackup);
        }

        var changed = patch.IsOk ? await trunks.UpdateAsync(key, patch.Value, ApiCaller.Of(http).Actor, cancellation) : patch.Error;
        return changed.IsOk ? await ShowAsync(changed.Value, present, read.Value.Warnings, Answers.Ok, cancellation) : Answers.Refused(changed.Error);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, TrunkStore trunks, CancellationToken cancellation)
    {
        if (!TryReadId(id, http, out var key))
        {
            return Answers.Refused(TrunkErrors.NotFound);
        }

        var gone = await trunks.DeleteAsync(key, ApiCaller.Of(http).Actor, cancellation);
        return gone.IsOk ? Answers.Success() : Answers.Refused(gone.Error);
    }

    private static bool TryReadId(string text, HttpContext http, out Guid id) => RouteId.TryRead(text, out id) && ApiCaller.Of(http).SeesTrunk(id);

    private static async Task<IResult> ShowAsync(
        Trunk trunk, TrunkPresenter present, IReadOnlyList<string>? warnings, Func<TrunkAnswer, IResult> answer, CancellationToken cancellation)
    {
        var dto = await present.ShowAsync(trunk, cancellation);
        return answer(new TrunkAnswer(dto, dto, warnings));
    }
}
