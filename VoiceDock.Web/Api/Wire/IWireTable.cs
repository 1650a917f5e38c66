using Microsoft.OpenApi;

namespace VoiceDock.Web.Api.Wire;

/// <summary>What the API's document needs to know of a body.</summary>
public interface IWireTable
{
    string Name { get; }

    OpenApiSchema ToSchema(bool creating);
}
