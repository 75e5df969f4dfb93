using System.Text;
using Kiln.Consair.Semantics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Library;

/// <summary>Files, commands, the clock.</summary>
internal static class SystemBuiltins
{
    // Strict: a file that is not text is an error, not a text with question marks.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The builtins.</summary>
    public static BuiltinObject[] Table { get; } =
    [
        new("slurp", 1, 1, static (context, a) => Slurp(context, a[0]), help: "(slurp path): a file's text"),
        new("spit", 2, 2, static (context, a) => Spit(context, a[0], a[1]), help: "(spit path text): writes a file"),
        new("shell", 1, 1, static (context, a) => Shell(context, a[0]), help: "(shell command): runs a command; an association list with out, err, exit and success"),
        new("now", 0, 0, static (context, _) => Now(context), help: "(now): seconds since 1970"),
        new("now-ms", 0, 0, static (context, _) => NowInMilliseconds(context), help: "(now-ms): milliseconds since the program started, as a float; an extension"),
    ];

    private static Value Slurp(Context context, Value path)
    {
        if (!path.IsString)
        {
            return NotAString(context, path);
        }

        if (!CapabilityGuard.Allows(context, Capabilities.FileRead, "slurp"))
        {
            return Value.Abnormal;
        }

        try
        {
            return Value.FromString(s_utf8.GetString(File.ReadAllBytes(path.AsString.ToString())));
        }
        catch (DecoderFallbackException)
        {
            return context.Fail($"slurp: failed to read '{path.AsString}': stream did not contain valid UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return context.Fail($"slurp: failed to read '{path.AsString}': {OsErrors.Describe(e, path.AsString.ToString())}");
        }
    }

    private static Value Spit(Context context, Value path, Value text)
    {
        if (!path.IsString || !text.IsString)
        {
            return NotAString(context, path.IsString ? text : path);
        }

        if (!CapabilityGuard.Allows(context, Capabilities.FileWrite, "spit"))
        {
            return Value.Abnormal;
        }

        try
        {
            File.WriteAllText(path.AsString.ToString(), text.AsString.ToString(), new UTF8Encoding(false));
            return Value.Nil;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return context.Fail($"spit: failed to write '{path.AsString}': {OsErrors.Describe(e, path.AsString.ToString())}");
        }
    }

    private static Value Shell(Context context, Value command)
    {
        if (!command.IsString)
        {
            return NotAString(context, command);
        }

        return CapabilityGuard.Allows(context, Capabilities.ShellExecution, "shell") ? ShellCommand.Run(context, command.AsString.ToString()) : Value.Abnormal;
    }

    private static Value Now(Context context) => CapabilityGuard.Allows(context, Capabilities.Clock, "now")
        ? Value.FromInt(DateTimeOffset.UtcNow.ToUnixTimeSeconds()) : Value.Abnormal;

    private static Value NowInMilliseconds(Context context) => CapabilityGuard.Allows(context, Capabilities.Clock, "now-ms")
        ? Value.FromFloat(context.Engine.Clock.Elapsed.TotalMilliseconds) : Value.Abnormal;

    private static Value NotAString(Context context, Value value) => context.Fail($"Expected string, got {Printer.Print(value)}");
}
