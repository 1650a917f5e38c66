using Microsoft.Extensions.Options;

namespace VoiceDock.Web.Api;

public sealed class ApiOptionsRules : IValidateOptions<ApiOptions>
{
    private const int Most = 100_000;

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var problems = new List<string>();
        Check(nameof(ApiOptions.RequestsPerMinute), options.RequestsPerMinute);
        Check(nameof(ApiOptions.FailedKeysPerMinute), options.FailedKeysPerMinute);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string key, int value)
        {
            if (value is < 1 or > Most)
            {
                problems.Add($"Setting {ApiOptions.Section}:{key} is {value}; allowed is 1 to {Most}.");
            }
        }
    }
}
