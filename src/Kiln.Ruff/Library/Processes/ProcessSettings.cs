using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>The options of a function that starts programs.</summary>
internal sealed class ProcessSettings
{
    private const long DefaultOutputBytes = 64 << 20;

    /// <summary>Longest run; null for no limit.</summary>
    public long? TimeoutMilliseconds { get; private set; }

    /// <summary>Most bytes kept of each output.</summary>
    public long MaximumOutputBytes { get; private set; } = DefaultOutputBytes;

    /// <summary>Whether the program gets this process's environment.</summary>
    public bool InheritsEnvironment { get; private set; } = true;

    /// <summary>The only inherited variables; null for all.</summary>
    public string[]? Allowed { get; private set; }

    /// <summary>Variables that are not inherited.</summary>
    public string[] Denied { get; private set; } = [];

    /// <summary>Variables that are set.</summary>
    public List<KeyValuePair<string, string>> Variables { get; } = [];

    /// <summary>Reads an options dict.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="function">The function's guest name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="position">Where the options are, if there are any.</param>
    /// <returns>The options, or null if the error is pending.</returns>
    public static ProcessSettings? Read(Context context, string function, ReadOnlySpan<Value> arguments, int position)
    {
        var settings = new ProcessSettings();
        if (arguments.Length <= position || arguments[position].IsNil)
        {
            return settings;
        }

        if (!arguments[position].IsMap)
        {
            context.Fail($"{function}() options must be a dict");
            return null;
        }

        foreach ((Value key, Value value) in DictKeys.SortedPairs(arguments[position].AsMap))
        {
            string name = DictKeys.KeyText(key).ToString();
            string? requirement = settings.Set(name, value);
            if (requirement is not null)
            {
                context.Fail($"{function}() {requirement}");
                return null;
            }
        }

        return settings;
    }

    private string? Set(string name, Value value)
    {
        switch (name)
        {
            case "timeout_ms":
                TimeoutMilliseconds = value.IsInt ? value.AsInt : null;
                return value.IsInt && value.AsInt > 0 ? null : "option 'timeout_ms' must be an int > 0";
            case "max_output_bytes":
                MaximumOutputBytes = value.IsInt ? Math.Min(value.AsInt, 1L << 30) : 0;
                return value.IsInt && value.AsInt > 0 ? null : "option 'max_output_bytes' must be an int > 0";
            case "inherit_env":
                InheritsEnvironment = Truthiness.IsTruthy(value);
                return value.IsBool ? null : "option 'inherit_env' must be a bool";
            case "env_allow":
                Allowed = Argument.TryTexts(value, out string[]? allowed) ? allowed : null;
                return Allowed is not null ? null : "option 'env_allow' must be an array of strings";
            case "env_deny":
                bool isList = Argument.TryTexts(value, out string[]? denied);
                Denied = denied ?? [];
                return isList ? null : "option 'env_deny' must be an array of strings";
            case "env":
                return SetVariables(value) ? null : "option 'env' must be a dict of strings";
            default:
                return $"unknown option '{name}'";
        }
    }

    private bool SetVariables(Value value)
    {
        if (!value.IsMap)
        {
            return false;
        }

        foreach ((Value key, Value text) in value.AsMap.ToPairs())
        {
            if (!text.IsString)
            {
                return false;
            }

            Variables.Add(new(DictKeys.KeyText(key).ToString(), text.AsString.ToString()));
        }

        return true;
    }
}
