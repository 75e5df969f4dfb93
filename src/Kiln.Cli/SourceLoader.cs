using System.Text;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary>Reads programs and finds out what language they are in.</summary>
internal static class SourceLoader
{
    /// <summary>The file name that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const string StandardInputPath = "<stdin>";

    private const string CodePath = "<command line>";

    // Strict: a program that is not text should be told so, and not fail on replacement characters.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads a program.</summary>
    /// <param name="file">Its file, <c>-</c> for standard input, or null.</param>
    /// <param name="code">Its text, if there is no file.</param>
    /// <param name="language">Its language's name, or null to go by the extension.</param>
    /// <exception cref="UsageException">There is no program, or its language is not clear.</exception>
    /// <exception cref="UnreadableException">The file cannot be read.</exception>
    public static (Language Language, SourceText Source) Load(string? file, string? code, string? language)
    {
        if (code is not null)
        {
            return (Languages.Named(language), new SourceText(code, CodePath));
        }

        if (file == StandardInput)
        {
            return (Languages.Named(language), new SourceText(ReadStandardInput(), StandardInputPath));
        }

        if (string.IsNullOrEmpty(file))
        {
            throw new UsageException("there is no program to run; name a file, '-' for standard input, or give the code with -e CODE");
        }

        Language found = language is null ? Languages.ForFile(file) : Languages.Named(language);
        return (found, new SourceText(ReadFile(file), file));
    }

    /// <summary>Reads a text file.</summary>
    /// <exception cref="UnreadableException">It cannot be read.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableException($"cannot read '{path}': {Reason(path, e)}");
        }
    }

    private static string Reason(string path, Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file; check the path",
        DecoderFallbackException => "it is not UTF-8 text; convert it to UTF-8",
        _ when Directory.Exists(path) => "it is a folder; name a file in it",
        UnauthorizedAccessException => "permission denied; check the file's access rights",
        _ => exception.Message,
    };

    private static string ReadStandardInput()
    {
        using Stream input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        try
        {
            return Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableException("standard input is not UTF-8 text; convert it to UTF-8");
        }
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return s_utf8.GetString(bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes);
    }
}
