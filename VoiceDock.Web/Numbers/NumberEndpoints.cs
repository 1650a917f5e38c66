using VoiceDock.Core.Access;
using VoiceDock.Core.Common;
using VoiceDock.Core.Numbers;
using VoiceDock.Core.Organizations;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Numbers;

/// <summary><c>/numbers</c>.</summary>
public static class NumberEndpoints
{
    private static readonly Error NotFound = Error.NotFound("number");

    public static void MapNumbers(this RouteGroupBuilder api)
    {
        var numbers = api.MapGroup("/numbers").WithTags("Numbers");
        numbers.MapPost("/", CreateAsync).Needs(ApiScopes.NumbersWrite).Takes(NumberWire.Fields, creating: true).Repeatable(ShowFirstAsync)
            .Gives<NumberAnswer>(StatusCodes.Status201Created).Refuses(StatusCodes.Status409Conflict).Named("CreateNumber", "Add a phone number");
        numbers.MapGet("/", ListAsync).Needs(ApiScopes.NumbersRead).Gives<NumberListAnswer>().Named("ListNumbers", "List all phone numbers");
        numbers.MapGet("/{id}", GetAsync).Needs(ApiScopes.NumbersRead).Gives<NumberAnswer>().Named("GetNumber", "Read a phone number");
        numbers.MapPatch("/{id}", UpdateAsync).Needs(ApiScopes.NumbersWrite).Takes(NumberWire.Fields, creating: false)
            .Gives<NumberAnswer>().Named("UpdateNumber", "Change a phone number: only the fields sent");
        numbers.MapDelete("/{id}", DeleteAsync).Needs(ApiScopes.NumbersWrite).Gives<SuccessBody>().Named("DeleteNumber", "Delete a phone number");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, NumberStore numbers, OrganizationStore organizations, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        if (caller.IsBoundToNumbers)
        {
            return Answers.Refused(ApiErrors.BoundKey("numbers"));
        }

        var read = await ReadAsync(http, creating: true);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        var made = await FindInterruptedAsync(http, read.Value.Body, numbers, cancellation) is { } earlier
            ? earlier
            : await numbers.CreateAsync(InputOf(read.Value.Body), caller.Actor, cancellation);
        if (!made.IsOk)
        {
            return Answers.Refused(made.Error);
        }

        RepeatedCreates.Note(http, made.Value.Id);
        return Answers.Created(new NumberAnswer(NumberDto.From(made.Value, (await organizations.GetAsync(cancellation)).Id), read.Value.Warnings));
    }

    private static async Task<IResult> ListAsync(HttpContext http, NumberStore numbers, OrganizationStore organizations, CancellationToken cancellation)
    {
        var caller = ApiCaller.Of(http);
        var organization = (await organizations.GetAsync(cancellation)).Id;
        var all = await numbers.ListAsync(cancellation);
        return Answers.Ok(new NumberListAnswer([.. all.Where(n => caller.SeesNumber(n.Id)).Select(n => NumberDto.From(n, organization))]));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, NumberStore numbers, OrganizationStore organizations, CancellationToken cancellation) =>
        TryReadId(id, http, out var key) && await numbers.FindAsync(key, cancellation) is { } number
            ? Answers.Ok(new NumberAnswer(NumberDto.From(number, (await organizations.GetAsync(cancellation)).Id), Warnings: null))
            : Answers.Refused(NotFound);

    private static async Task<IResult> UpdateAsync(string id, HttpContext http, NumberStore numbers, OrganizationStore organizations, CancellationToken cancellation)
    {
        if (!TryReadId(id, http, out var key) || await numbers.FindAsync(key, cancellation) is not { } current)
        {
            return Answers.Refused(NotFound);
        }

        var read = await ReadAsync(http, creating: false);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        if (read.Value.Given.Contains("phone_number") && read.Value.Body.PhoneNumber != current.PhoneNumber)
        {
            return Answers.Refused(Error.Validation([("phone_number", "cannot be changed; add the new number and delete this one")]));
        }

        var changed = await numbers.UpdateAsync(key, read.Value.Body.Patch, ApiCaller.Of(http).Actor, cancellation);
        return changed.IsOk
            ? Answers.Ok(new NumberAnswer(NumberDto.From(changed.Value, (await organizations.GetAsync(cancellation)).Id), read.Value.Warnings))
            : Answers.Refused(changed.Error);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, NumberStore numbers, CancellationToken cancellation)
    {
        if (!TryReadId(id, http, out var key))
        {
            return Answers.Refused(NotFound);
        }

        var gone = await numbers.DeleteAsync(key, ApiCaller.Of(http).Actor, cancellation);
        return gone.IsOk ? Answers.Success() : Answers.Refused(gone.Error);
    }

    private static async Task<IResult?> ShowFirstAsync(HttpContext http, Guid id)
    {
        var number = await http.RequestServices.GetRequiredService<NumberStore>().FindAsync(id, http.RequestAborted);
        var organization = await http.RequestServices.GetRequiredService<OrganizationStore>().GetAsync(http.RequestAborted);
        return number is null ? null : Answers.Ok(new NumberAnswer(NumberDto.From(number, organization.Id), Warnings: null));
    }

    private static async Task<Number?> FindInterruptedAsync(HttpContext http, NumberBody body, NumberStore numbers, CancellationToken cancellation) =>
        Interruption.SinceOf(http) is { } since
            ? (await numbers.ListAsync(cancellation)).FirstOrDefault(n => n.CreatedAt >= since && n.PhoneNumber == body.PhoneNumber)
            : null;

    private static async Task<Result<WireRead<NumberBody>>> ReadAsync(HttpContext http, bool creating)
    {
        var read = await WireReader.ReadAsync(http, NumberWire.Fields, creating);
        return read.IsOk && read.Value.Body.WorkflowId is not null ? Error.Validation([("workflow_id", "must be null; workflows are not offered")]) : read;
    }

    private static NumberInput InputOf(NumberBody body) => new()
    {
        PhoneNumber = body.PhoneNumber,
        Name = body.Patch.Name.Value,
        AssistantId = body.Patch.AssistantId.Value,
        TransferTrunkId = body.Patch.TransferTrunkId.Value,
        IsActive = body.Patch.IsActive.Value,
    };

    private static bool TryReadId(string text, HttpContext http, out Guid id) => RouteId.TryRead(text, out id) && ApiCaller.Of(http).SeesNumber(id);
}
