using Kiln.Jit.Graphs;
using Kiln.Jit.Passes;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>A test file with a graph; the page on its folder says what it may contain.</summary>
internal sealed class GraphFile
{
    private const string ExpectMark = "\n; expect\n";

    private readonly string _path;
    private readonly string _given;
    private readonly string? _expected;
    private readonly List<(string Key, string Text)> _directives = [];

    public GraphFile(string path)
    {
        _path = path;
        string[] parts = File.ReadAllText(path).ReplaceLineEndings("\n").Split(ExpectMark);
        _given = parts[0];
        _expected = parts.Length > 1 ? parts[1] : null;
        foreach (string line in _given.Split('\n').Where(static l => l.StartsWith("; ", StringComparison.Ordinal)))
        {
            string[] sides = line[2..].Split(": ", 2);
            if (sides.Length == 2 && sides[0] is "run" or "evaluate" or "error" or "parse error" or "global" or "captures" or "parameters")
            {
                _directives.Add((sides[0], sides[1].Trim()));
            }
        }
    }

    /// <summary>Whether expectations are to be written instead of compared.</summary>
    public static bool Writes => Environment.GetEnvironmentVariable("KILN_WRITE_FILETESTS") == "1";

    /// <summary>The passes that it runs: those it names, else the one its folder is named after.</summary>
    private List<string> Passes
    {
        get
        {
            string[] folders = _path.Split('/');
            return Directives("run").SelectMany(static d => d.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList() is { Count: > 0 } named ? named
                : folders is [.., "passes", var folder, _] ? [folder] : [];
        }
    }

    public void Run()
    {
        if (Directives("parse error").FirstOrDefault() is { } message)
        {
            Assert.Contains(message, Assert.Throws<FormatException>(() => Read()).Message, StringComparison.Ordinal);
            return;
        }

        (Graph graph, _) = Read();
        string printed = GraphPrinter.Print(graph);
        Assert.Equal(printed, GraphPrinter.Print(GraphParser.Parse(printed, GraphEnvironment.Of(graph))));
        IReadOnlyList<string> errors = GraphVerifier.Errors(graph);
        List<string> expectedErrors = Directives("error");
        Assert.True(errors.Count == expectedErrors.Count, $"{_path}: expected {expectedErrors.Count} errors, got:\n{string.Join('\n', errors)}");
        Assert.All(expectedErrors, error => Assert.Contains(errors, e => e.Contains(error, StringComparison.Ordinal)));
        if (errors.Count > 0)
        {
            return;
        }

        Evaluate([]);
        if (Passes.Count > 0 || _expected is not null)
        {
            RunPasses(graph, Passes);
            Compare(_path, GraphPrinter.Print(graph), _expected, text => $"{_given}{ExpectMark}{text}");
            Evaluate(Passes);
        }
    }

    /// <summary>Compares a text with the expectation, or writes it.</summary>
    public static void Compare(string path, string actual, string? expected, Func<string, string> content)
    {
        if (Writes)
        {
            File.WriteAllText(path, content(actual));
            return;
        }

        Assert.True(expected is not null, $"{path}: no expectation; KILN_WRITE_FILETESTS=1 writes it");
        Assert.True(actual == expected, $"{path}: KILN_WRITE_FILETESTS=1 accepts what came out:\n{actual}\nexpected:\n{expected}");
    }

    private void Evaluate(List<string> passes)
    {
        foreach (string line in Directives("evaluate"))
        {
            // Evaluation changes globals, arrays and cells: each starts with new ones.
            (Graph graph, TestEnvironment environment) = Read();
            RunPasses(graph, passes);
            int bracket = line.IndexOf('(', StringComparison.Ordinal);
            int end = line.LastIndexOf(") == ", StringComparison.Ordinal);
            Assert.True(bracket > 0 && end > bracket, $"{_path}: '{line}' is no 'f(arguments) == result'");
            Value[] captures = [.. Directives("captures").SelectMany(text => ValueText.ReadList(text, environment))];
            FunctionObject function = environment.Function(graph.Prototype.Name!, captures);
            GraphOutcome outcome = GraphEvaluator.Evaluate(graph, function, [.. ValueText.ReadList(line[(bracket + 1)..end], environment)]);
            Assert.True(ValueText.Print(outcome) == line[(end + 5)..], $"{_path}{(passes.Count > 0 ? " after its passes" : "")}: {line}\ngot {ValueText.Print(outcome)}");
        }
    }

    private (Graph Graph, TestEnvironment Environment) Read()
    {
        var environment = new TestEnvironment();
        environment.ParameterCount = Directives("parameters").Select(static d => int.Parse(d, System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault(environment.ParameterCount);
        foreach (string line in Directives("global"))
        {
            string[] sides = line.Split(" = ", 2);
            environment.Global(sides[0]).Value = ValueText.ReadList(sides[1], environment)[0];
        }

        return (GraphParser.Parse(_given, environment), environment);
    }

    private static void RunPasses(Graph graph, List<string> passes)
    {
        foreach (string name in passes)
        {
            PassPipeline.Pass? pass = PassPipeline.Passes.FirstOrDefault(p => p.Name == name);
            Assert.True(pass is not null, $"there is no pass '{name}', but {string.Join(", ", PassPipeline.Passes.Select(static p => p.Name))}");
            pass.Run(graph);
            GraphVerifier.Check(graph, name);
        }
    }

    private List<string> Directives(string key) => [.. _directives.Where(d => d.Key == key).Select(static d => d.Text)];
}
