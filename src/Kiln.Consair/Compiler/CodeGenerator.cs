using Kiln.Bytecode;
using Kiln.Consair.Semantics;
using Kiln.Diagnostics;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Consair.Compiler;

/// <summary>
/// Makes the code of one function from its nodes, in one walk.
/// <para>
/// A function that relies on what names mean starts with <c>JumpUnlessLibrary</c> on the cell of its <see cref="LambdaSource"/>, which costs next to
/// nothing. The jump leads to the end of the code, where the function has itself renewed and calls what it gets:
/// </para>
/// <code>
///     JumpUnlessLibrary assumption, renew
///     ...
/// renew:
///     callee := LoadCallee
///     callee := CallNative renew(callee)
///     return callee(parameters)
/// </code>
/// </summary>
internal sealed partial class CodeGenerator
{
    private readonly Session _session;
    private readonly SourceText _source;
    private readonly FunctionInfo _function;
    private readonly BytecodeBuilder _code;

    private CodeGenerator(Session session, SourceText source, FunctionInfo function, bool hasShortJumps)
    {
        _session = session;
        _source = source;
        _function = function;
        _code = new BytecodeBuilder { HasShortJumps = hasShortJumps };
    }

    /// <summary>Compiles a function and the functions inside of it.</summary>
    /// <exception cref="ProgramTooLargeException">The function is larger than the bytecode can express.</exception>
    public static Prototype CompileFunction(Session session, SourceText source, FunctionInfo function)
    {
        Prototype prototype;
        try
        {
            prototype = new CodeGenerator(session, source, function, hasShortJumps: true).Compile();
        }
        catch (JumpTooLongException)
        {
            prototype = new CodeGenerator(session, source, function, hasShortJumps: false).Compile();
        }

        function.IsCompiled = true;
        if (function.Source is { } lambda)
        {
            lambda.Captures = function.Captures;
            session.Rely(function, lambda.Assumption);
        }

        return prototype;
    }

    private Prototype Compile()
    {
        int count = _function.Parameters.Count;
        SourceSpan span = _function.Source?.Span ?? _function.Body.Span;
        _code.Allocate(count);
        var renew = new Label();
        if (_function.HasAssumptions)
        {
            _code.EmitJump(span, Opcode.JumpUnlessLibrary, _code.AddObject(_function.Source!.Assumption), renew);
        }

        for (int i = 0; i < count; i++)
        {
            Variable parameter = _function.Parameters[i];
            parameter.Register = i;
            if (parameter.NeedsCell)
            {
                _code.Emit(span, Opcode.NewCell, i);
            }
        }

        if (_function.Scope is { } scope)
        {
            MakeUnbound(scope, span);
        }

        Tail(_function.Body);
        if (_function.HasAssumptions)
        {
            _code.Bind(renew);
            EmitRenewal(span, count);
        }

        return _code.Build(new PrototypeHeader(ConsairLanguage.Instance, _source, _function.Name)
        {
            ParameterCount = count,
            HasRest = _function.HasRest,
            IsTopLevel = _function.Source is null,
            Captures = Captures(),
        });
    }

    private Capture[] Captures()
    {
        var captures = new Capture[_function.Captures.Count];
        for (int i = 0; i < captures.Length; i++)
        {
            Variable variable = _function.Captures[i];
            bool isDirect = ReferenceEquals(variable.Owner, _function.Parent);
            int index = isDirect ? variable.Register : _function.Parent!.IndexOf(variable);
            captures[i] = new Capture(isDirect, index, variable.NeedsCell, variable.Name.Name);
        }

        return captures;
    }

    /// <summary>Gives labels' variables their registers; they have no value yet.</summary>
    private void MakeUnbound(Scope scope, SourceSpan span)
    {
        foreach (Variable variable in scope.Unbound)
        {
            variable.Register = _code.Allocate();
            _code.Emit(span, Opcode.LoadUndefined, variable.Register);
            if (variable.NeedsCell)
            {
                _code.Emit(span, Opcode.NewCell, variable.Register);
            }
        }
    }

    private void EmitRenewal(SourceSpan span, int count)
    {
        int callee = _code.Allocate(count + 1);
        _code.Emit(span, Opcode.LoadCallee, callee);
        _code.Emit(span, Opcode.CallNative, callee, _code.AddObject(_function.Source!.Renew), callee, 1);
        for (int i = 0; i < count; i++)
        {
            _code.Emit(span, Opcode.Move, callee + 1 + i, i);
        }

        EmitTailCall(span, callee, count);
    }

    /// <summary>Calls, and returns what the call returns.</summary>
    private void EmitTailCall(SourceSpan span, int callee, int count) =>
        _code.Emit(span, Opcode.TailCall, callee, count);


    // ---- where values go

    /// <summary>Evaluates a node as the last thing the function does.</summary>
    private void Tail(Node node)
    {
        while (true)
        {
            switch (node)
            {
                case IfNode test:
                    var whenFalse = new Label();
                    JumpUnless(test.Test, whenFalse);
                    Tail(test.WhenTrue);
                    _code.Bind(whenFalse);
                    node = test.WhenFalse;
                    continue;
                case SequenceNode sequence:
                    foreach (Node form in sequence.Forms.AsSpan(0, sequence.Forms.Length - 1))
                    {
                        Drop(form);
                    }

                    node = sequence.Forms[^1];
                    continue;
                case LetNode let:
                    Bind(let);
                    node = let.Body;
                    continue;
                case CallNode call when call.Arguments.Length <= MostRegisters:
                    int callee = PrepareCall(call);
                    EmitTailCall(call.Span, callee, call.Arguments.Length);
                    return;
                case ConstantNode { Value.Kind: Kind.Nil }:
                    _code.Emit(node.Span, Opcode.ReturnNil);
                    return;
                default:
                    int top = _code.RegisterTop;
                    int result = Operand(node);
                    _code.Emit(node.Span, Opcode.Return, result);
                    _code.ReleaseTo(top);
                    return;
            }
        }
    }

    /// <summary>Evaluates a node for its effects.</summary>
    private void Drop(Node node)
    {
        int top = _code.RegisterTop;
        Operand(node);
        _code.ReleaseTo(top);
    }

    /// <summary>Evaluates a node.</summary>
    /// <returns>The register with its value: a variable's own, or a new one.</returns>
    private int Operand(Node node)
    {
        if (node is ReferenceNode reference && RegisterOf(reference) is { } register)
        {
            return register;
        }

        int target = _code.Allocate();
        Into(node, target);
        return target;
    }

    /// <summary>Evaluates a node into a register that nothing uses yet.</summary>
    private void Into(Node node, int target)
    {
        int top = _code.RegisterTop;
        switch (node)
        {
            case ConstantNode constant:
                Load(constant.Span, constant.Value, target);
                break;
            case ReferenceNode reference:
                Read(reference, target);
                break;
            case ErrorNode error:
                int message = _code.Allocate();
                Load(error.Span, Value.FromString(error.Message), message);
                _code.Emit(error.Span, Opcode.CallNative, message, _code.AddObject(Session.Raise), target, 1);
                break;
            case SequenceNode sequence:
                foreach (Node form in sequence.Forms.AsSpan(0, sequence.Forms.Length - 1))
                {
                    Drop(form);
                }

                Into(sequence.Forms[^1], target);
                break;
            case IfNode test:
                Choose(test, target);
                break;
            case LetNode let:
                Bind(let);
                Into(let.Body, target);
                break;
            case LambdaNode lambda:
                Prototype prototype = CompileFunction(_session, _source, lambda.Function);
                _code.Emit(lambda.Span, Opcode.MakeFunction, target, _code.AddObject(prototype));
                break;
            case DefineNode define:
                Define(define, target);
                break;
            case AssignNode assign:
                Into(assign.Value, target);
                _code.Emit(assign.Span, assign.Variable.NeedsCell ? Opcode.SetCell : Opcode.Move, assign.Variable.Register, target);
                break;
            case CallNode call when call.Arguments.Length > MostRegisters:
                CallWithMany(call, target);
                break;
            case CallNode call:
                int callee = PrepareCall(call);
                _code.Emit(call.Span, Opcode.Call, callee, call.Arguments.Length, target);
                break;
            case NativeNode native:
                Native(native, target);
                break;
            default:
                Operate((OperationNode)node, target);
                break;
        }

        _code.ReleaseTo(top);
    }

    private void Choose(IfNode test, int target)
    {
        var end = new Label();
        Node node = test;
        while (node is IfNode choice)
        {
            var whenFalse = new Label();
            JumpUnless(choice.Test, whenFalse);
            Into(choice.WhenTrue, target);
            _code.EmitJump(choice.Span, Opcode.Jump, 0, end);
            _code.Bind(whenFalse);
            node = choice.WhenFalse;
        }

        Into(node, target);
        _code.Bind(end);
    }

    private void Bind(LetNode let)
    {
        foreach ((Variable variable, Node value) in let.Bindings)
        {
            int register = _code.Allocate();
            Into(value, register);
            variable.Register = register;
        }

        foreach ((Variable variable, _) in let.Bindings)
        {
            if (variable.NeedsCell)
            {
                _code.Emit(let.Span, Opcode.NewCell, variable.Register);
            }
        }

        MakeUnbound(let.Scope, let.Span);
    }
}
