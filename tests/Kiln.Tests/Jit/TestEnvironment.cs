using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Jit.Graphs;
using Kiln.Ruff;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tests.Jit;

/// <summary>Makes whatever a graph in text form refers to, so that tests can write graphs by hand. A name means the same wherever it stands.</summary>
internal sealed class TestEnvironment : GraphEnvironment
{
    private const int Instructions = 64;

    private readonly Dictionary<string, Prototype> _prototypes = [];
    private readonly Dictionary<string, object> _objects = [];

    public TestEnvironment() => Language = RuffLanguage.Instance;

    /// <summary>Number of parameters of functions that graphs call.</summary>
    public int ParameterCount { get; set; } = 3;

    /// <summary>The function that a graph belongs to, with what it captured.</summary>
    public FunctionObject Function(string name, params Value[] captures) => (FunctionObject)Named("func " + name, () => new FunctionObject(FindPrototype(name), captures));

    public GlobalCell Global(string name) => (GlobalCell)Named(name, () => new GlobalCell(name) { Value = Value.Nil });

    public RecordType Type(string name) => (RecordType)Named("type " + name, () => new RecordType(name, []));

    public override Prototype FindPrototype(string name)
    {
        if (!_prototypes.TryGetValue(name, out Prototype? prototype))
        {
            var code = new Instruction[Instructions];
            code[^1] = new Instruction { Opcode = Opcode.ReturnNil };
            prototype = new Prototype
            {
                Name = name,
                Language = RuffLanguage.Instance,
                Source = new SourceText("", "test"),
                Code = code,
                Constants = [],
                Objects = [],
                Spans = new SourceSpan[Instructions],
                Handlers = [],
                Captures = [],
                RegisterCount = 16,
                ParameterCount = ParameterCount,
            };
            _prototypes.Add(name, prototype);
        }

        return prototype;
    }

    public override object FindObject(NodeOp op, string name)
    {
        if (name.StartsWith("func ", StringComparison.Ordinal))
        {
            return Function(name[5..]);
        }

        if (name.StartsWith("type ", StringComparison.Ordinal))
        {
            return Type(name[5..]);
        }

        if (name.StartsWith("builtin ", StringComparison.Ordinal))
        {
            return Named(name, () => new BuiltinObject(name[8..], 0, -1, static (_, _) => Value.Nil));
        }

        if (name[0] == '"')
        {
            return Named(name, () => new StringObject(name[1..^1]));
        }

        if (op == NodeOp.SelectMethod)
        {
            return Named(name, () => new Kiln.Interpreter.MethodCache(Shape("P", ["x"]), new Value(Function("method")), null));
        }

        if (name[^1] is '}' or ')')
        {
            int bracket = name.IndexOfAny(['{', '(']);
            string[] fields = name[(bracket + 1)..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return name[^1] == '}' ? Shape(name[..bracket], fields) : Named(name, () => Literal(name[..bracket], fields));
        }

        return Global(name);
    }

    public Shape Shape(string type, IEnumerable<string> fields)
    {
        Shape shape = Type(type).EmptyShape;
        foreach (string field in fields)
        {
            shape = shape.With(field);
        }

        return shape;
    }

    private RecordLiteral Literal(string type, string[] fields) => new(type, new GlobalCell(type) { Value = new Value(Type(type)) }, fields);

    private object Named(string name, Func<object> make)
    {
        if (!_objects.TryGetValue(name, out object? found))
        {
            _objects.Add(name, found = make());
        }

        return found;
    }
}
