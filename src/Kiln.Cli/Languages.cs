using Kiln.Consair;
using Kiln.Ruff;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary>The languages the command line knows: one row each.</summary>
internal static class Languages
{
    private static readonly LanguageEntry[] s_all =
    [
        new("ruff", "Ruff", ".ruff", static () => RuffLanguage.Instance),
        new("consair", "Consair", ".lisp", static () => ConsairLanguage.Instance),
        new("clysm", "Clysm", ".cl", null),
    ];

    /// <summary>What is run when nothing says otherwise.</summary>
    public const string Default = "ruff";

    /// <summary>The language with a name.</summary>
    /// <param name="name">As given by <c>--lang</c>; null for the default.</param>
    /// <exception cref="UsageException">There is none, or not in this build.</exception>
    public static Language Named(string? name)
    {
        name ??= Default;
        foreach (LanguageEntry entry in s_all)
        {
            if (entry.Name == name)
            {
                return entry.Open();
            }
        }

        throw new UsageException($"there is no language '{name}'; --lang takes {Choices(static e => e.Name)}");
    }

    /// <summary>The language of a file, by its extension.</summary>
    /// <exception cref="UsageException">The extension belongs to none, or not to one in this build.</exception>
    public static Language ForFile(string path)
    {
        foreach (LanguageEntry entry in s_all)
        {
            if (path.EndsWith(entry.Extension, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Open();
            }
        }

        throw new UsageException(
            $"the name '{path}' does not tell its language; use a file that ends in {Choices(static e => e.Extension)}, or say --lang {Default}");
    }

    /// <summary>Whether a file is a program in a language that this build can run.</summary>
    public static bool CanRun(string path)
    {
        foreach (LanguageEntry entry in s_all)
        {
            if (entry.Factory is not null && path.EndsWith(entry.Extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of all languages.</summary>
    public static string Names(char separator) => string.Join(separator, s_all.Select(static e => e.Name));

    private static string Choices(Func<LanguageEntry, string> column)
    {
        string text = column(s_all[0]);
        for (int i = 1; i < s_all.Length; i++)
        {
            text += (i == s_all.Length - 1 ? " or " : ", ") + column(s_all[i]);
        }

        return text;
    }

    /// <param name="Name">For <c>--lang</c>.</param>
    /// <param name="Title">For messages.</param>
    /// <param name="Extension">Of its files, with the dot.</param>
    /// <param name="Factory">Null if this build does not have it.</param>
    private sealed record LanguageEntry(string Name, string Title, string Extension, Func<Language>? Factory)
    {
        public Language Open() => Factory is null ? throw new UsageException($"{Title} is not part of this build yet") : Factory();
    }
}
