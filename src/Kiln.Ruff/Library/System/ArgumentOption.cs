using System.Diagnostics.CodeAnalysis;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>One option that a program's command line understands.</summary>
internal sealed record ArgumentOption
{
    /// <summary>The long form with its dashes.</summary>
    public required string Long { get; init; }

    /// <summary>The short form with its dash, or null.</summary>
    public string? Short { get; private init; }

    /// <summary>What kind of value follows.</summary>
    public string Type { get; private init; } = "string";

    /// <summary>Whether the option must be given.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>The explanation for users.</summary>
    public string Help { get; private init; } = "";

    /// <summary>The value if the option is not given; undefined if there is none.</summary>
    public Value Default { get; private init; } = Value.Undefined;

    /// <summary>The key in the result.</summary>
    public string Key => Long.TrimStart('-');

    /// <summary>Whether the option stands alone, without a value after it.</summary>
    public bool IsFlag => Type is "bool" or "boolean";

    /// <summary>The result if the option is not given.</summary>
    public Value Missing => !Default.IsUndefined ? Default : IsFlag ? Value.False : Value.Nil;

    /// <summary>Describes an option.</summary>
    /// <param name="context">The guest thread.</param>
    /// <param name="arguments">The long form, then keys and values in turns.</param>
    /// <param name="option">The option.</param>
    /// <returns>False if the error is pending.</returns>
    public static bool TryCreate(Context context, ReadOnlySpan<Value> arguments, [NotNullWhen(true)] out ArgumentOption? option)
    {
        option = null;
        if (arguments.Length % 2 == 0 || !Argument.TryText(arguments[0], out string? name) || name.TrimStart('-').Length == 0)
        {
            context.Fail("add_argument() requires an option's long name, then keys and values");
            return false;
        }

        var result = new ArgumentOption { Long = name.StartsWith('-') ? name : "--" + name };
        for (int i = 1; i < arguments.Length; i += 2)
        {
            string? key = arguments[i].IsString ? arguments[i].AsString.ToString() : null;
            Value value = arguments[i + 1];
            ArgumentOption? next = result.With(key, value);
            if (next is null)
            {
                context.Fail(key is "short" or "type" or "required" or "help"
                    ? $"add_argument() key '{key}' has an invalid value"
                    : $"add_argument() requires the keys short, type, required, help and default{(key is null ? "" : $", got '{key}'")}");
                return false;
            }

            result = next;
        }

        option = result;
        return true;
    }

    /// <summary>Reads the option's value.</summary>
    /// <param name="text">What the command line says.</param>
    /// <param name="value">The value in the option's type.</param>
    /// <returns>False if the text does not fit the type.</returns>
    public bool TryConvert(string text, out Value value)
    {
        switch (Type)
        {
            case "int" or "integer":
                bool isInteger = NumberSyntax.TryParseInteger(text, out long integer);
                value = Value.FromInt(integer);
                return isInteger;
            case "float" or "number":
                bool isFloat = NumberSyntax.TryParseFloat(text, out double number);
                value = Value.FromFloat(number);
                return isFloat;
            case "bool" or "boolean":
                value = Value.FromBool(text == "true");
                return text is "true" or "false";
            default:
                value = Value.FromString(text);
                return true;
        }
    }

    private ArgumentOption? With(string? key, Value value) => key switch
    {
        "short" when Argument.TryText(value, out string? text) && text.TrimStart('-').Length > 0 =>
            this with { Short = text.StartsWith('-') ? text : "-" + text },
        "type" when Argument.TryText(value, out string? text)
            && text is "string" or "str" or "int" or "integer" or "float" or "number" or "bool" or "boolean" => this with { Type = text },
        "required" when value.IsBool => this with { IsRequired = value.AsBool },
        "help" when Argument.TryText(value, out string? text) => this with { Help = text },
        "default" => this with { Default = value.Share() },
        _ => null,
    };
}
