using Microsoft.AspNetCore.Antiforgery;

namespace VoiceDock.Web.Http;

/// <summary>The token that a form of the console carries, so that no page of another site can send it.</summary>
public static class FormTokens
{
    /// <summary>Whether a request has its token; one whose body cannot even be read as a form has none.</summary>
    public static async Task<bool> HasTokenAsync(this IAntiforgery forms, HttpContext http)
    {
        try
        {
            return await forms.IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
