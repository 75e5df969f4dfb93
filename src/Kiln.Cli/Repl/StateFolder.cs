namespace Kiln.Cli.Repl;

/// <summary>Where things are kept that should outlive a session but matter to nobody else.</summary>
internal static class StateFolder
{
    /// <summary>The file with the inputs of earlier sessions; null if the user has no place for it.</summary>
    /// <param name="language">Each language has its own.</param>
    public static string? HistoryOf(string language)
    {
        string? folder = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(folder) || !Path.IsPathRooted(folder))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            folder = home.Length == 0 ? null : Path.Combine(home, ".local", "state");
        }

        return folder is null ? null : Path.Combine(folder, "kiln", "history." + language);
    }
}
