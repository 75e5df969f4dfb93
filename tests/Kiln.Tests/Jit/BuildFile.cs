using Kiln.Bytecode;
using Kiln.Jit.Building;
using Kiln.Jit.Graphs;
using Kiln.Jit.Passes;
using Kiln.Ruff;
using Kiln.Runtime;
using Kiln.Tests.Interpreter;
using Kiln.Tests.TestLisp;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>
/// A program of Ruff, or of the test language, that runs interpreted, and the graph that is built of one of its functions afterwards. Its first line says which:
/// <c># graph: NAME</c>, or <c># loop: NAME N KINDS</c> for the loop number N of a function whose registers hold these kinds at entry.
/// </summary>
internal static class BuildFile
{
    public static void Run(string path)
    {
        string code = File.ReadAllText(path).ReplaceLineEndings("\n");
        string[] words = code.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words is ["#" or ";", "graph:" or "loop:", ..], $"{path}: the first line names no graph");
        Prototype main = path.EndsWith(".lisp", StringComparison.Ordinal) ? LispRun.Of(code, "off").Main : RunInterpreted(code);
        Prototype prototype = Find(main, words[2]) ?? throw new InvalidOperationException($"{path}: there is no function {words[2]}");
        bool isLoop = words[1] == "loop:";
        int entry = isLoop ? LoopsOf(prototype)[int.Parse(words[3], System.Globalization.CultureInfo.InvariantCulture)] : 0;
        Kind[]? kinds = isLoop ? KindsOf(prototype, words[4..]) : null;
        Graph? graph = GraphBuilder.Build(prototype, entry, kinds, true, true, out ExitReason refusal, out string detail);
        string text = graph is null ? $"refused: {refusal} {detail}\n" : GraphPrinter.Print(graph);
        string expectation = Path.ChangeExtension(path, ".kir");
        if (graph is not null)
        {
            Assert.Empty(GraphVerifier.Errors(graph));
            Assert.Equal(text, GraphPrinter.Print(GraphParser.Parse(text, GraphEnvironment.Of(graph))));
            foreach (PassPipeline.Pass pass in PassPipeline.Passes)
            {
                pass.Run(graph);
                GraphVerifier.Check(graph, pass.Name);
            }
        }

        GraphFile.Compare(expectation, text, File.Exists(expectation) ? File.ReadAllText(expectation).ReplaceLineEndings("\n") : null, static t => t);
    }

    private static Prototype RunInterpreted(string code)
    {
        var engine = new Engine(TextWriter.Null, TextWriter.Null) { Jit = new JitOptions { Mode = JitMode.Off } };
        var context = new Context(engine, RuffLanguage.Instance);
        Prototype main = Guest.Compile(code);
        GuestThread.Run(context, () =>
        {
            Value result = context.Call(new Value(new FunctionObject(main, [])));
            Assert.False(result.IsAbnormal, context.PendingMessage ?? context.PendingValue.ToString());
        });
        return main;
    }

    private static Prototype? Find(Prototype prototype, string name) => prototype.Name == name || (prototype.IsTopLevel && name == "main")
        ? prototype
        : prototype.ObjectsField.OfType<Prototype>().Select(p => Find(p, name)).FirstOrDefault(static p => p is not null);

    private static List<int> LoopsOf(Prototype prototype)
    {
        var loops = new SortedSet<int>();
        for (int pc = 0; pc < prototype.CodeField.Length; pc++)
        {
            if (OpcodeTable.Of(prototype.CodeField[pc].Opcode).IsJump && BytecodeFlow.Target(prototype.CodeField, pc) is var target && target <= pc)
            {
                loops.Add(target);
            }
        }

        return [.. loops];
    }

    private static Kind[] KindsOf(Prototype prototype, string[] names)
    {
        var kinds = new Kind[prototype.RegisterCount];
        for (int i = 0; i < Math.Min(names.Length, kinds.Length); i++)
        {
            kinds[i] = Enum.Parse<Kind>(names[i]);
        }

        return kinds;
    }
}
