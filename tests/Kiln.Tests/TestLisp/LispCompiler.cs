using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Runtime;

namespace Kiln.Tests.TestLisp;

/// <summary>
/// A language for tests of what Ruff has no words for: tail calls, optional parameters, parameters for the rest. Everything else is as in Ruff.
/// <code>
/// (define (f a b) body)  (define x value)     globals
/// (lambda (a &amp;optional b &amp;rest c) body)       a function; a parameter that a call left out is (unbound? b)
/// (fn name (a) body)                          a function that can call itself
/// (if c a b)  (let x value body)  (do a b)  (try body handler)    the handler sees the error as err
/// (set x value)  (while condition body)       x is a local variable
/// (+ a b), (- a b), (* a b), (&lt; a b), (= a b)
/// </code>
/// Calls in tail position are tail calls.
/// </summary>
internal sealed class LispCompiler
{
    private readonly SourceText _source;
    private readonly GlobalScope _globals;
    private readonly LispCompiler? _outer;
    private readonly string? _name;
    private readonly BytecodeBuilder _code = new();
    private readonly List<(string Name, int Register)> _locals = [];
    private readonly List<Capture> _captures = [];

    private LispCompiler(SourceText source, GlobalScope globals, LispCompiler? outer, string? name) => (_source, _globals, _outer, _name) = (source, globals, outer, name);

    /// <summary>Compiles a program; its result is that of its last form.</summary>
    public static Prototype Compile(string text, GlobalScope globals)
    {
        var source = new SourceText(text, "test");
        var compiler = new LispCompiler(source, globals, null, null);
        int result = compiler._code.Allocate();
        compiler._code.Emit(default, Opcode.LoadNil, result);
        foreach (Form form in new LispReader(text).ReadAll())
        {
            compiler.TopLevel(form, result);
        }

        compiler._code.Emit(default, Opcode.Return, result);
        Prototype main = compiler._code.Build(new PrototypeHeader(RuffLanguage.Instance, source, "main") { IsTopLevel = true });
        Verifier.Check(main);
        return main;
    }

    private void TopLevel(Form form, int result)
    {
        if (!form.IsCallOf("define"))
        {
            Evaluate(form, result);
            return;
        }

        Form head = form.Items![1];
        string name = head.Symbol ?? head.Items![0].Symbol!;
        if (head.Items is { } signature)
        {
            Function(form, name, signature[1..], form.Items[2..], result, false);
        }
        else
        {
            Evaluate(form.Items[2], result);
        }

        _code.Emit(form.Span, Opcode.DefineGlobal, result, _code.AddObject(_globals.GetCell(name)), (int)Mutability.Mutable);
    }

    private void Function(Form form, string? name, List<Form> parameters, List<Form> body, int target, bool knowsItself)
    {
        var inner = new LispCompiler(_source, _globals, this, knowsItself ? name : null);
        int optional = 0;
        bool isOptional = false;
        bool hasRest = false;
        foreach (string parameter in parameters.Select(static p => p.Symbol!))
        {
            switch (parameter)
            {
                case "&optional":
                    isOptional = true;
                    break;
                case "&rest":
                    (isOptional, hasRest) = (false, true);
                    break;
                default:
                    inner._locals.Add((parameter, inner._code.Allocate()));
                    optional += isOptional ? 1 : 0;
                    break;
            }
        }

        int count = inner._locals.Count;
        inner.Body(body);
        Prototype prototype = inner._code.Build(new PrototypeHeader(RuffLanguage.Instance, _source, name)
        {
            ParameterCount = count,
            OptionalCount = optional,
            HasRest = hasRest,
            Captures = [.. inner._captures],
        });
        _code.Emit(form.Span, Opcode.MakeFunction, target, _code.AddObject(prototype));
    }

    private void Body(List<Form> body)
    {
        int result = _code.Allocate();
        for (int i = 0; i < body.Count - 1; i++)
        {
            Evaluate(body[i], result);
        }

        Return(body[^1], result);
    }

    /// <summary>Compiles a form in tail position.</summary>
    private void Return(Form form, int scratch)
    {
        int top = _code.RegisterTop;
        switch (form.Items)
        {
            case [{ Symbol: "if" }, Form condition, Form yes, Form no]:
                var otherwise = new Label();
                Unless(condition, scratch, otherwise);
                Return(yes, scratch);
                _code.Bind(otherwise);
                Return(no, scratch);
                break;
            case [{ Symbol: "let" }, { Symbol: { } name }, Form value, Form body]:
                Bind(name, value);
                Return(body, scratch);
                _locals.RemoveAt(_locals.Count - 1);
                break;
            case [{ Symbol: "do" }, .. var steps]:
                steps[..^1].ForEach(step => Evaluate(step, scratch));
                Return(steps[^1], scratch);
                break;
            case [var head, .. var arguments] when !IsSpecial(head):
                Call(form, head, arguments, -1);
                break;
            default:
                Evaluate(form, scratch);
                _code.Emit(form.Span, Opcode.Return, scratch);
                break;
        }

        _code.ReleaseTo(top);
    }

    private void Evaluate(Form form, int target)
    {
        int top = _code.RegisterTop;
        switch (form)
        {
            case { Literal: { } literal }:
                _code.Emit(form.Span, Opcode.LoadConstant, target, _code.AddConstant(literal));
                break;
            case { Symbol: { } name }:
                Load(form, name, target);
                break;
            case { Items: [{ Symbol: "if" }, var condition, var yes, var no] }:
                var otherwise = new Label();
                var end = new Label();
                Unless(condition, target, otherwise);
                Evaluate(yes, target);
                _code.EmitJump(form.Span, Opcode.Jump, 0, end);
                _code.Bind(otherwise);
                Evaluate(no, target);
                _code.Bind(end);
                break;
            case { Items: [{ Symbol: "let" }, { Symbol: { } name }, var value, var body] }:
                Bind(name, value);
                Evaluate(body, target);
                _locals.RemoveAt(_locals.Count - 1);
                break;
            case { Items: [{ Symbol: "do" }, .. var steps] }:
                steps.ForEach(step => Evaluate(step, target));
                break;
            case { Items: [{ Symbol: "try" }, var body, var handler] }:
                Try(form, body, handler, target);
                break;
            case { Items: [{ Symbol: "set" }, { Symbol: { } name }, var value] }:
                Evaluate(value, target);
                _code.Emit(form.Span, Opcode.Copy, _locals.FindLast(l => l.Name == name).Register, target);
                break;
            case { Items: [{ Symbol: "while" }, var condition, var body] }:
                var again = new Label();
                var done = new Label();
                _code.Bind(again);
                Unless(condition, target, done);
                Evaluate(body, target);
                _code.EmitJump(form.Span, Opcode.Jump, 0, again);
                _code.Bind(done);
                _code.Emit(form.Span, Opcode.LoadNil, target);
                break;
            case { Items: [{ Symbol: "lambda" }, { Items: { } parameters }, .. var body] }:
                Function(form, null, parameters, body, target, false);
                break;
            case { Items: [{ Symbol: "fn" }, { Symbol: { } name }, { Items: { } parameters }, .. var body] }:
                Function(form, name, parameters, body, target, true);
                break;
            case { Items: [{ Symbol: "unbound?" }, { Symbol: { } name }] }:
                IsUnbound(form, _locals.FindLast(l => l.Name == name).Register, target);
                break;
            case { Items: [{ Symbol: { } symbol }, var left, var right] } when Operator(symbol) is { } opcode:
                int first = _code.Allocate(2);
                Evaluate(left, first);
                Evaluate(right, first + 1);
                _code.Emit(form.Span, opcode, target, first, first + 1);
                break;
            case { Items: [var head, .. var arguments] }:
                Call(form, head, arguments, target);
                break;
            default:
                throw new FormatException($"unknown form at {form.Span.Start}");
        }

        _code.ReleaseTo(top);
    }

    private static Opcode? Operator(string? symbol) => symbol switch
    {
        "+" => Opcode.Add,
        "-" => Opcode.Subtract,
        "*" => Opcode.Multiply,
        "<" => Opcode.Less,
        "=" => Opcode.Equal,
        _ => null,
    };

    private static bool IsSpecial(Form head) => head.Symbol is "set" or "while" or "lambda" or "fn" or "try" or "unbound?" || Operator(head.Symbol) is not null;

    private void Call(Form form, Form head, List<Form> arguments, int target)
    {
        int callee = _code.Allocate(arguments.Count + 1);
        for (int i = 0; i < arguments.Count; i++)
        {
            Evaluate(arguments[i], callee + 1 + i);
        }

        Evaluate(head, callee);
        _code.Emit(form.Span, target < 0 ? Opcode.TailCall : Opcode.Call, callee, arguments.Count, Math.Max(target, 0));
    }

    private void Bind(string name, Form value)
    {
        int register = _code.Allocate();
        Evaluate(value, register);
        _locals.Add((name, register));
    }

    private void Unless(Form condition, int scratch, Label target)
    {
        if (condition.Items is [{ Symbol: "<" }, var left, var right])
        {
            int first = _code.Allocate(2);
            Evaluate(left, first);
            Evaluate(right, first + 1);
            _code.EmitShortJump(condition.Span, Opcode.JumpUnlessLess, first, first + 1, target);
            return;
        }

        Evaluate(condition, scratch);
        _code.EmitJump(condition.Span, Opcode.JumpUnless, scratch, target);
    }

    private void IsUnbound(Form form, int register, int target)
    {
        var end = new Label();
        int flag = _code.Allocate();
        _code.Emit(form.Span, Opcode.LoadBool, flag, 1);
        _code.EmitJump(form.Span, Opcode.JumpIfUndefined, register, end);
        _code.Emit(form.Span, Opcode.LoadBool, flag, 0);
        _code.Bind(end);
        _code.Emit(form.Span, Opcode.Move, target, flag);
    }

    private void Try(Form form, Form body, Form handler, int target)
    {
        var (start, end, caught, after) = (new Label(), new Label(), new Label(), new Label());
        int error = _code.Allocate();
        _code.Bind(start);
        Evaluate(body, target);
        _code.Bind(end);
        _code.EmitJump(form.Span, Opcode.Jump, 0, after);
        _code.Bind(caught);
        _locals.Add(("err", error));
        Evaluate(handler, target);
        _locals.RemoveAt(_locals.Count - 1);
        _code.Bind(after);
        _code.AddHandler(start, end, caught, error, false);
    }

    private void Load(Form form, string name, int target)
    {
        if (_locals.FindLast(l => l.Name == name) is { Name: not null } local)
        {
            _code.Emit(form.Span, Opcode.Copy, target, local.Register);
        }
        else if (name == _name)
        {
            _code.Emit(form.Span, Opcode.LoadCallee, target);
        }
        else if (CaptureOf(name) is { } capture)
        {
            _code.Emit(form.Span, Opcode.GetCapture, target, capture);
        }
        else
        {
            _code.Emit(form.Span, Opcode.GetGlobal, target, _code.AddObject(_globals.GetCell(name)));
        }
    }

    private int? CaptureOf(string name)
    {
        int known = _captures.FindIndex(c => c.Name == name);
        if (known >= 0 || _outer is null)
        {
            return known >= 0 ? known : null;
        }

        Capture? capture = _outer._locals.FindLast(l => l.Name == name) is { Name: not null } local ? new Capture(true, local.Register, false, name)
            : _outer.CaptureOf(name) is { } index ? new Capture(false, index, false, name)
            : null;
        if (capture is null)
        {
            return null;
        }

        _captures.Add(capture.Value);
        return _captures.Count - 1;
    }
}
