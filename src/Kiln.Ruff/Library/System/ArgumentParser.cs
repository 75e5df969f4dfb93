using System.Text;
using Kiln.Ruff.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>The parser of a program's arguments: an immutable value that looks like a struct.</summary>
internal sealed class ArgumentParser : RuffHostObject
{
    private const string Indent = "        ";
    private readonly ArgumentOption[] _options;

    private ArgumentParser(ArgumentOption[] options) => _options = options;

    /// <summary>A parser without options.</summary>
    public static ArgumentParser Empty { get; } = new([]);

    /// <inheritdoc/>
    public override string TypeName => "struct";

    /// <inheritdoc/>
    public override string TextForm => "ArgParser {  }";

    /// <inheritdoc/>
    public override string DebugForm => TextForm;

    /// <inheritdoc/>
    public override bool ContentEquals(RuffHostObject other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override Value InvokeMethod(Context context, string name, ReadOnlySpan<Value> arguments)
    {
        switch (name)
        {
            case "add_argument":
                if (arguments.Length == 0)
                {
                    return context.Fail(Arity.Plain("ArgParser.add_argument", 1, -1)(0));
                }

                return ArgumentOption.TryCreate(context, arguments, out ArgumentOption? option)
                    ? new Value(new ArgumentParser([.. _options, option]))
                    : Value.Abnormal;
            case "parse":
                return arguments.Length == 0 ? Parse(context) : context.Fail(Arity.Plain("ArgParser.parse", 0, 0)(arguments.Length));
            case "help":
                return arguments.Length == 0 ? Help(context) : context.Fail(Arity.Plain("ArgParser.help", 0, 0)(arguments.Length));
            default:
                return context.Fail($"Field not found: {name}");
        }
    }

    private Value Parse(Context context)
    {
        var result = new MapObject();
        IReadOnlyList<string> words = context.Engine.Arguments;
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            string? text = null;
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (word.StartsWith("--", StringComparison.Ordinal) && equals > 0)
            {
                text = word[(equals + 1)..];
                word = word[..equals];
            }

            ArgumentOption? option = Array.Find(_options, o => o.Long == word || o.Short == word);
            if (option is null)
            {
                return context.Fail($"Unknown argument: {words[i]}");
            }

            if (text is null)
            {
                if (option.IsFlag)
                {
                    DictKeys.PutText(result, option.Key, Value.True);
                    continue;
                }

                if (++i >= words.Count)
                {
                    return context.Fail($"Argument {option.Long} requires a value");
                }

                text = words[i];
            }

            if (!option.TryConvert(text, out Value value))
            {
                return context.Fail($"Argument {option.Long} requires a value of type {option.Type}, got '{text}'");
            }

            DictKeys.PutText(result, option.Key, value);
        }

        return AddMissing(context, result);
    }

    private Value AddMissing(Context context, MapObject result)
    {
        foreach (ArgumentOption option in _options)
        {
            if (DictKeys.TryGetText(result, option.Key, out _))
            {
                continue;
            }

            if (option.IsRequired && option.Default.IsUndefined)
            {
                return context.Fail($"Required argument {option.Long} is missing");
            }

            DictKeys.PutText(result, option.Key, option.Missing);
        }

        return new Value(result);
    }

    private Value Help(Context context)
    {
        // The program's name and description come first, with a blank line after each; parsers have neither.
        var text = new StringBuilder("\n\n\n\nOptions:\n");
        foreach (ArgumentOption option in _options)
        {
            text.Append(option.Short is null ? "      " : $"  {option.Short}, ").Append(option.Long);
            text.Append(option.IsFlag ? "" : $" <{option.Type}>").Append(option.IsRequired ? " (required)" : "");
            if (!option.Default.IsUndefined)
            {
                text.Append(" [default: ");
                if (!Semantics.TextForm.TryAppend(context, text, option.Default))
                {
                    return Value.Abnormal;
                }

                text.Append(']');
            }

            text.Append('\n');
            if (option.Help.Length > 0)
            {
                text.Append(Indent).Append(option.Help).Append('\n');
            }
        }

        return Value.FromString(text.ToString());
    }
}
