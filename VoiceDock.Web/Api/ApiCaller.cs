using VoiceDock.Core.Access;
using VoiceDock.Core.Common;

namespace VoiceDock.Web.Api;

/// <summary>The key a request came with, and what it may see. Objects outside its binding do not exist for it.</summary>
public sealed class ApiCaller
{
    private readonly ApiKey _key;

    private ApiCaller(ApiKey key, string? address)
    {
        _key = key;
        Actor = new Actor(ActorType.Api, key.Id.ToString(), key.Name) { Address = address };
    }

    public Guid KeyId => _key.Id;

    public Actor Actor { get; }

    public bool IsBoundToTrunks => _key.TrunkIds.Count > 0;

    public bool IsBoundToNumbers => _key.NumberIds.Count > 0;

    /// <summary>The numbers whose calls it sees; null = all.</summary>
    public IReadOnlyList<Guid>? OnlyNumbers => IsBoundToNumbers ? _key.NumberIds : null;

    /// <summary>The trunks it may use; null = all.</summary>
    public IReadOnlyList<Guid>? OnlyTrunks => IsBoundToTrunks ? _key.TrunkIds : null;

    public bool Has(string scope) => _key.HasScope(scope);

    public bool SeesTrunk(Guid id) => !IsBoundToTrunks || _key.TrunkIds.Contains(id);

    public bool SeesNumber(Guid? id) => !IsBoundToNumbers || (id is { } number && _key.NumberIds.Contains(number));

    public static void Set(HttpContext http, ApiKey key) => http.Items[typeof(ApiCaller)] = new ApiCaller(key, http.Connection.RemoteIpAddress?.ToString());

    /// <exception cref="InvalidOperationException">The request has not passed the gate.</exception>
    public static ApiCaller Of(HttpContext http) =>
        http.Items[typeof(ApiCaller)] as ApiCaller ?? throw new InvalidOperationException("The request was not authenticated by an API key.");
}
