using System.CommandLine;
using System.Text;
using Kiln.Cli.Snapshots;
using Kiln.Diagnostics;
using Kiln.Runtime;

namespace Kiln.Cli;

/// <summary><c>kiln test</c>: compares what programs print with files beside them, or runs the tests that a program declares.</summary>
internal sealed class TestCommand : Command
{
    private const string Explanation =
        """
        Run tests.

        For a folder, every program in it or below that has a file with the same name and the extension .out is run in a process of its
        own with --diagnostics=plain. Its output followed by its error output must be what the .out file says; line ends do not matter.
        A comment in the first three lines may say how to run it:
          # exit: N          it must end with this exit code; without this, any but that of an internal error is right
          # args: a b c      its arguments
          # stdin: text      its input; \n, \t and \\ stand for newline, tab and backslash

        For a file with an .out file the same is done; for any other file, the tests it declares are run.
        """;

    private const double DefaultTimeout = 60;

    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "A folder with test programs, or one program; 'tests' if not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _update = EngineOptions.Flag("--update", "Write the .out files instead of comparing");
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Tell about every test" };
    private readonly Option<string?> _timeout = EngineOptions.Text("--timeout", "SECONDS", "Stop a program after this time; 60 if not given");
    private readonly EngineOptions _engine = new();

    public TestCommand()
        : base("test", Explanation)
    {
        Arguments.Add(_path);
        Options.Add(_update);
        Options.Add(_verbose);
        Options.Add(_timeout);
        _engine.AddTo(this);
        SetAction(Test);
    }

    private int Test(ParseResult result)
    {
        EngineSettings settings = _engine.Read(result);
        TimeSpan timeout = OptionValues.Seconds(_timeout.Name, result.GetValue(_timeout)) ?? TimeSpan.FromSeconds(DefaultTimeout);
        bool verbose = result.GetValue(_verbose);
        bool updates = result.GetValue(_update);
        string path = result.GetValue(_path) ?? "tests";
        if (File.Exists(path) && !updates && DeclaresTests(path))
        {
            return RunDeclared(path, verbose, settings);
        }

        IReadOnlyList<SnapshotProgram> programs = Find(path);
        SnapshotRunner runner = SnapshotRunner.InProcesses(_engine.ToArguments(result), timeout, updates: updates);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        return new SnapshotReport(output, verbose).Run(programs, runner);
    }

    private static bool DeclaresTests(string path) =>
        !new SnapshotProgram(path).HasExpected || SnapshotDirectives.Parse(SourceLoader.ReadFile(path)).HasDeclaredTests;

    private static int RunDeclared(string path, bool verbose, EngineSettings settings)
    {
        (Language language, SourceText source) = SourceLoader.Load(path, null, null);
        Engine engine = settings.CreateEngine([]);
        int code = language.RunTests(engine, source, verbose, settings.Options);
        engine.Flush();
        return code;
    }

    private static IReadOnlyList<SnapshotProgram> Find(string path)
    {
        if (File.Exists(path))
        {
            Languages.ForFile(path);
            return [new SnapshotProgram(path)];
        }

        if (!Directory.Exists(path))
        {
            throw new UnreadableException($"there is no file or folder '{path}'; name the folder with the test programs: kiln test PATH");
        }

        IReadOnlyList<SnapshotProgram> programs = SnapshotProgram.Find(path);
        return programs.Count > 0 ? programs : throw new UsageException($"there are no test programs in '{path}'; name the right folder: kiln test PATH");
    }
}
