using System.Text.Json.Nodes;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api.Wire;

/// <summary>
/// Reads a body against its table: every known field is checked for its JSON type, aliases must agree, unknown fields are named in warnings
/// (or refused with <c>Prefer: handling=strict</c>). Nothing outside the table is ever bound.
/// </summary>
public static class WireReader
{
    public const int LongestText = 16_384;

    /// <param name="creating">Required fields must be there; null is the same as absent.</param>
    public static async Task<Result<WireRead<TBody>>> ReadAsync<TBody>(HttpContext http, WireTable<TBody> table, bool creating)
        where TBody : class, new()
    {
        var source = await JsonBody.ReadObjectAsync(http);
        return source.IsOk ? Read(source.Value, table, creating, IsStrict(http.Request)) : source.Error;
    }

    public static Result<WireRead<TBody>> Read<TBody>(JsonObject source, WireTable<TBody> table, bool creating, bool strict)
        where TBody : class, new()
    {
        var problems = new List<(string Field, string What)>();
        var unknown = new List<string>();
        var given = new Dictionary<string, (string As, JsonNode? Node)>(StringComparer.Ordinal);
        var body = new TBody();
        foreach (var (name, node) in source)
        {
            if (table.Find(name) is not { } field)
            {
                unknown.Add(Printable(name));
            }
            else if (!(creating && node is null))
            {
                Take(body, field, name, node, given, problems);
            }
        }

        if (strict && unknown.Count > 0)
        {
            return ApiErrors.UnknownFields(unknown);
        }

        if (problems.Count > 0)
        {
            return Error.Validation(problems);
        }

        var missing = creating ? table.Fields.Where(f => f.Required && !given.ContainsKey(f.Name)).Select(f => f.Name).ToList() : [];
        return missing.Count > 0
            ? ApiErrors.MissingFields(missing)
            : new WireRead<TBody>(body, given.Keys.ToHashSet(StringComparer.Ordinal), WarningsOf(unknown));
    }

    private static void Take<TBody>(
        TBody body,
        WireField<TBody> field,
        string name,
        JsonNode? node,
        Dictionary<string, (string As, JsonNode? Node)> given,
        List<(string Field, string What)> problems)
    {
        if (given.TryGetValue(field.Name, out var earlier))
        {
            if (!JsonNode.DeepEquals(earlier.Node, node))
            {
                problems.Add((name, $"differs from {earlier.As}; send one of them"));
            }

            return;
        }

        given.Add(field.Name, (name, node));
        if (WireCheck.ProblemOf(field, node) is { } problem)
        {
            problems.Add((name, problem));
        }
        else
        {
            field.Apply(body, node?.DeepClone());
        }
    }

    private static List<string>? WarningsOf(List<string> unknown) =>
        unknown.Count == 0 ? null : [.. unknown.Select(name => $"{name}: unknown field, ignored")];

    /// <summary>RFC 7240: <c>Prefer: handling=strict</c>, alone or in a list.</summary>
    public static bool IsStrict(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(line => line?.Split([',', ';'], StringSplitOptions.TrimEntries) ?? [])
        .Any(preference => preference.Replace(" ", "", StringComparison.Ordinal).Trim('"').Equals("handling=strict", StringComparison.OrdinalIgnoreCase));

    /// <summary>A name made up by the sender, safe to repeat in an answer.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Take(64).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
