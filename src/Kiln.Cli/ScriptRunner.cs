using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Tiering;

namespace Kiln.Cli;

/// <summary>Runs one program on the process's standard streams.</summary>
internal static class ScriptRunner
{
    /// <summary>Loads and runs a program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(RunRequest request)
    {
        LargePages.Allow();
        (Language language, SourceText source) = SourceLoader.Load(request.File, request.Code, request.Language);
        Engine engine = request.Settings.CreateEngine(request.Arguments);
        TierController.WarmUp(language, engine.Jit);
        try
        {
            return language.Run(engine, source, request.Settings.Options);
        }
        finally
        {
            engine.Flush();
        }
    }
}
