using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Environment variables and the program's arguments.</summary>
internal static class EnvironmentBuiltins
{
    private const string ListHelp = "env_list(): dict of all environment variables";

    /// <summary>The builtins of this area.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("env", 1, 1, Get, BuiltinTraits.Borrows, "env(name): an environment variable, or an empty string"),
        new("env_or", 2, 2, GetOr, BuiltinTraits.None, "env_or(name, default): an environment variable, or the default"),
        new("env_int", 1, 1, GetInt, BuiltinTraits.Borrows, "env_int(name): an environment variable as an int"),
        new("env_float", 1, 1, GetFloat, BuiltinTraits.Borrows, "env_float(name): an environment variable as a float"),
        new("env_bool", 1, 1, GetBool, BuiltinTraits.Borrows, "env_bool(name): an environment variable as a bool: true, 1, yes, on, false, 0, no, off"),
        new("env_required", 1, 1, GetRequired, BuiltinTraits.Borrows, "env_required(name): an environment variable that must be set"),
        new("env_set", 2, 2, Set, BuiltinTraits.Borrows, "env_set(name, value): sets an environment variable of this process"),
        new("env_list", 0, 0, List, BuiltinTraits.Borrows, ListHelp),
        new("os_environ", 0, 0, ListAll, BuiltinTraits.Borrows, ListHelp),
        new("args", 0, 0, Arguments, BuiltinTraits.Borrows, "args(): the words after the script on the command line"),
        new("arg_parser", 0, 0, MakeParser, BuiltinTraits.Borrows, "arg_parser(): a parser for the program's arguments"),
    ];

    private static bool TryName(Context context, string function, Value argument, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (!CapabilityGuard.Allows(context, Capabilities.EnvironmentRead, function))
        {
            return false;
        }

        if (!Argument.TryText(argument, out name))
        {
            context.Fail($"{function}() requires a string name");
            return false;
        }

        return true;
    }

    private static bool TryGet(Context context, string function, Value argument, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TryName(context, function, argument, out name))
        {
            return false;
        }

        text = Environment.GetEnvironmentVariable(name);
        if (text is null)
        {
            context.Fail($"Environment variable '{name}' not found");
        }

        return text is not null;
    }

    private static Value Get(Context context, ReadOnlySpan<Value> arguments) =>
        TryName(context, "env", arguments[0], out string? name)
            ? Value.FromString(Environment.GetEnvironmentVariable(name) ?? "")
            : Value.Abnormal;

    private static Value GetOr(Context context, ReadOnlySpan<Value> arguments) =>
        !TryName(context, "env_or", arguments[0], out string? name) ? Value.Abnormal
        : Environment.GetEnvironmentVariable(name) is { } text ? Value.FromString(text)
        : arguments[1];

    private static Value GetInt(Context context, ReadOnlySpan<Value> arguments) =>
        !TryGet(context, "env_int", arguments[0], out string? name, out string? text) ? Value.Abnormal
        : NumberSyntax.TryParseInteger(text, out long number) ? Value.FromInt(number)
        : Invalid(context, name, text, "integer");

    private static Value GetFloat(Context context, ReadOnlySpan<Value> arguments) =>
        !TryGet(context, "env_float", arguments[0], out string? name, out string? text) ? Value.Abnormal
        : NumberSyntax.TryParseFloat(text, out double number) ? Value.FromFloat(number)
        : Invalid(context, name, text, "float");

    private static Value GetBool(Context context, ReadOnlySpan<Value> arguments) =>
        !TryGet(context, "env_bool", arguments[0], out string? name, out string? text) ? Value.Abnormal
        : text.ToUpperInvariant() switch
        {
            "TRUE" or "1" or "YES" or "ON" => Value.True,
            "FALSE" or "0" or "NO" or "OFF" => Value.False,
            _ => Invalid(context, name, text, "boolean"),
        };

    private static Value Invalid(Context context, string name, string text, string type) =>
        context.Fail($"Environment variable '{name}' value '{text}' is not a valid {type}");

    private static Value GetRequired(Context context, ReadOnlySpan<Value> arguments) =>
        !TryName(context, "env_required", arguments[0], out string? name) ? Value.Abnormal
        : Environment.GetEnvironmentVariable(name) is { } text ? Value.FromString(text)
        : context.Fail($"Required environment variable '{name}' is not set");

    private static Value Set(Context context, ReadOnlySpan<Value> arguments)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.EnvironmentWrite, "env_set"))
        {
            return Value.Abnormal;
        }

        if (!Argument.TryText(arguments[0], out string? name) || !Argument.TryText(arguments[1], out string? text))
        {
            return context.Fail("env_set() requires two string arguments");
        }

        if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || text.Contains('\0', StringComparison.Ordinal))
        {
            return context.Fail($"env_set() cannot set environment variable '{name}'");
        }

        Environment.SetEnvironmentVariable(name, text);
        return Value.Nil;
    }

    private static Value List(Context context, ReadOnlySpan<Value> arguments) => Variables(context, "env_list");

    private static Value ListAll(Context context, ReadOnlySpan<Value> arguments) => Variables(context, "os_environ");

    private static Value Variables(Context context, string function)
    {
        if (!CapabilityGuard.Allows(context, Capabilities.EnvironmentRead, function))
        {
            return Value.Abnormal;
        }

        var result = new MapObject();
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            DictKeys.PutText(result, (string)entry.Key, Value.FromString((string?)entry.Value ?? ""));
        }

        return new Value(result);
    }

    private static Value Arguments(Context context, ReadOnlySpan<Value> arguments) => Argument.ToArray(context.Engine.Arguments);

    private static Value MakeParser(Context context, ReadOnlySpan<Value> arguments) => new(ArgumentParser.Empty);
}
