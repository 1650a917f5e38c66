using VoiceDock.Core.Access;
using VoiceDock.Core.Assistants;
using VoiceDock.Core.Common;
using VoiceDock.Core.Organizations;
using VoiceDock.Web.Api;
using VoiceDock.Web.Api.Wire;

namespace VoiceDock.Web.Assistants;

/// <summary><c>/assistants</c>, and the same under its older name <c>/agents</c>.</summary>
public static class AssistantEndpoints
{
    private const string AliasPath = "/agents";

    private static readonly Error NotFound = Error.NotFound("assistant");

    public static void MapAssistants(this RouteGroupBuilder api)
    {
        Map(api.MapGroup("/assistants").WithTags("Assistants"), "Assistant");
        Map(api.MapGroup(AliasPath).WithTags("Assistants (older name)"), "Agent");
    }

    private static void Map(RouteGroupBuilder assistants, string thing)
    {
        assistants.MapPost("/", CreateAsync).Needs(ApiScopes.AssistantsWrite).Takes(AssistantWire.Fields, creating: true).Repeatable()
            .Gives<AssistantAnswer>(StatusCodes.Status201Created).Named($"Create{thing}", "Add an assistant");
        assistants.MapGet("/", ListAsync).Needs(ApiScopes.AssistantsRead).Gives<AssistantListAnswer>().Named($"List{thing}s", "List all assistants");
        assistants.MapGet("/{id}", GetAsync).Needs(ApiScopes.AssistantsRead).Gives<AssistantAnswer>().Named($"Get{thing}", "Read an assistant");
        assistants.MapPatch("/{id}", UpdateAsync).Needs(ApiScopes.AssistantsWrite).Takes(AssistantWire.Fields, creating: false)
            .Gives<AssistantAnswer>().Named($"Update{thing}", "Change an assistant: only the fields sent, configuration blocks merged one level");
        assistants.MapDelete("/{id}", DeleteAsync).Needs(ApiScopes.AssistantsWrite)
            .Gives<SuccessBody>().Named($"Delete{thing}", "Delete an assistant; numbers that used it lose it");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, AssistantStore assistants, OrganizationStore organizations, CancellationToken cancellation)
    {
        var read = await WireReader.ReadAsync(http, AssistantWire.Fields, creating: true);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        var input = AssistantWire.ToInput(read.Value.Body);
        var made = await FindInterruptedAsync(http, input, assistants, cancellation) is { } earlier
            ? earlier
            : await assistants.CreateAsync(input, ApiCaller.Of(http).Actor, cancellation);
        return made.IsOk ? await ShowAsync(http, made.Value, organizations, read.Value.Warnings, Answers.Created) : Answers.Refused(made.Error);
    }

    private static async Task<IResult> ListAsync(HttpContext http, AssistantStore assistants, OrganizationStore organizations, CancellationToken cancellation)
    {
        var organization = (await organizations.GetAsync(cancellation)).Id;
        AssistantDto[] all = [.. (await assistants.ListAsync(cancellation)).Select(a => AssistantDto.From(a, organization))];
        return Answers.Ok(new AssistantListAnswer(all, IsAlias(http) ? all : null));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, AssistantStore assistants, OrganizationStore organizations, CancellationToken cancellation) =>
        RouteId.TryRead(id, out var key) && await assistants.FindAsync(key, cancellation) is { } assistant
            ? await ShowAsync(http, assistant, organizations, warnings: null, Answers.Ok)
            : Answers.Refused(NotFound);

    private static async Task<IResult> UpdateAsync(string id, HttpContext http, AssistantStore assistants, OrganizationStore organizations, CancellationToken cancellation)
    {
        if (!RouteId.TryRead(id, out var key))
        {
            return Answers.Refused(NotFound);
        }

        var read = await WireReader.ReadAsync(http, AssistantWire.Fields, creating: false);
        if (!read.IsOk)
        {
            return Answers.Refused(read.Error);
        }

        var changed = await assistants.UpdateAsync(key, read.Value.Body, ApiCaller.Of(http).Actor, cancellation);
        return changed.IsOk ? await ShowAsync(http, changed.Value, organizations, read.Value.Warnings, Answers.Ok) : Answers.Refused(changed.Error);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, AssistantStore assistants, CancellationToken cancellation)
    {
        if (!RouteId.TryRead(id, out var key))
        {
            return Answers.Refused(NotFound);
        }

        var gone = await assistants.DeleteAsync(key, ApiCaller.Of(http).Actor, cancellation);
        return gone.IsOk ? Answers.Success() : Answers.Refused(gone.Error);
    }

    private static async Task<Assistant?> FindInterruptedAsync(HttpContext http, AssistantInput input, AssistantStore assistants, CancellationToken cancellation) =>
        Interruption.SinceOf(http) is { } since
            ? (await assistants.ListAsync(cancellation)).FirstOrDefault(a => a.CreatedAt >= since && a.Name == input.Name)
            : null;

    private static async Task<IResult> ShowAsync(
        HttpContext http, Assistant assistant, OrganizationStore organizations, IReadOnlyList<string>? warnings, Func<AssistantAnswer, IResult> answer)
    {
        var dto = AssistantDto.From(assistant, (await organizations.GetAsync(http.RequestAborted)).Id);
        return answer(new AssistantAnswer(dto, IsAlias(http) ? dto : null, warnings));
    }

    private static bool IsAlias(HttpContext http) => http.Request.Path.StartsWithSegments(ApiMap.Prefix + AliasPath);
}
