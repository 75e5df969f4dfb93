using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Library;
using Kiln.Ruff.Syntax;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Calls and functions.</content>
internal sealed partial class CodeGenerator
{
    private const int TrackedArguments = 8;

    private void EvaluateCall(CallExpression call, int target)
    {
        int callee = Code.Allocate(1 + call.Arguments.Count);
        var arguments = new ArgumentList(callee);
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            Argument(ref arguments, call.Arguments[i], AnyHasEffects(call.Arguments, i + 1) || HasEffects(call.Callee));
        }

        Evaluate(call.Callee, callee);
        FinishCall(ref arguments, Opcode.Call, call.Span, target);
    }

    private void EvaluateMethodCall(MethodCallExpression call, int target)
    {
        int callee = Code.Allocate(2 + call.Arguments.Count);
        var arguments = new ArgumentList(callee);
        Argument(ref arguments, call.Receiver, AnyHasEffects(call.Arguments, 0));
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            Argument(ref arguments, call.Arguments[i], AnyHasEffects(call.Arguments, i + 1));
        }

        if (MethodNames.IsBuiltinMethod(call.Name.Name) && RuffLibrary.Globals.TryGetValue(call.Name.Name, out Value builtin))
        {
            LoadConstant(call.Name.Span, builtin, callee);
        }
        else
        {
            Code.Emit(call.Name.Span, Opcode.LoadMethod, callee, Code.AddObject(call.Name.Name));
        }

        FinishCall(ref arguments, Opcode.Call, call.Span, target);
    }

    private void EvaluatePipe(PipeExpression pipe, int target)
    {
        IReadOnlyList<Expression> more = pipe.Target is CallExpression call ? call.Arguments : [];
        Expression function = pipe.Target is CallExpression applied ? applied.Callee : pipe.Target;
        int callee = Code.Allocate(2 + more.Count);
        var arguments = new ArgumentList(callee);
        Argument(ref arguments, pipe.Input, AnyHasEffects(more, 0) || HasEffects(function));
        for (int i = 0; i < more.Count; i++)
        {
            Argument(ref arguments, more[i], AnyHasEffects(more, i + 1) || HasEffects(function));
        }

        Evaluate(function, callee);
        FinishCall(ref arguments, Opcode.Call, pipe.OperatorSpan, target);
    }

    /// <summary>Evaluates the next argument of a call, borrowed if possible.</summary>
    private void Argument(ref ArgumentList arguments, Expression expression, bool effectsFollow)
    {
        int number = arguments.Count++;
        int target = arguments.Callee + 1 + number;
        int source = RegisterOf(expression);
        if (source >= 0 && number < TrackedArguments)
        {
            int position = Code.Emit(expression.Span, Opcode.Borrow, target, source);
            if (_state.IsBorrowed(source))
            {
                Code.Pin(position);
            }

            _state.BeginBorrow(source);
            arguments.Borrowed |= 1 << number;
            (arguments.Sources ??= []).Add(new BorrowedArgument(position, source, number));
        }
        else if (IsBorrowed(expression) && number < TrackedArguments && !effectsFollow)
        {
            int top = Code.RegisterTop;
            Evaluate(expression, target);
            Code.ReleaseTo(top);
            arguments.Borrowed |= 1 << number;
        }
        else
        {
            Into(expression, target);
        }
    }

    private void FinishCall(ref ArgumentList arguments, Opcode opcode, SourceSpan span, int target)
    {
        if (arguments.Count > ushort.MaxValue)
        {
            throw new ProgramTooLargeException("a call has more than 65,535 arguments");
        }

        int position = Code.Emit(span, opcode, arguments.Callee, arguments.Count, target, arguments.Borrowed);
        foreach ((int borrow, int source, int number) in arguments.Sources ?? [])
        {
            _state.EndBorrow(source);
            Code.LinkBorrow(borrow, position, number);
        }
    }

    /// <summary>Compiles a function and makes a closure of it.</summary>
    /// <param name="declaration">The function.</param>
    /// <param name="target">Register for the closure.</param>
    /// <param name="name">Its name for messages; null if it is anonymous.</param>
    /// <param name="receiverFields">For methods: the declared fields if the method has no receiver parameter, else empty. Null for functions.</param>
    private void MakeFunction(FunctionDeclaration declaration, int target, string? name, IReadOnlyList<Identifier>? receiverFields)
    {
        FunctionState enclosing = _state;
        FunctionScope scope = _resolution.Functions[declaration.Body.Span.Start];
        IReadOnlyList<Identifier> parameters = declaration.Parameters;
        bool hasHiddenReceiver = receiverFields is not null && !declaration.HasSelf;
        _state = new FunctionState(scope, enclosing, _hasShortJumps);
        _scopes.Open(scope);
        int parameterCount = parameters.Count + (hasHiddenReceiver ? 1 : 0);
        int firstParameter = Code.Allocate(parameterCount) + (hasHiddenReceiver ? 1 : 0);
        bool isGenerator = declaration.IsGenerator || declaration.ContainsYield;
        if (isGenerator)
        {
            _state.GeneratorRegister = Code.Allocate();
        }

        _state.ReserveVariables();

        if (hasHiddenReceiver)
        {
            UnpackReceiver(declaration, receiverFields!);
        }

        for (int i = 0; i < parameters.Count; i++)
        {
            PlaceParameter(parameters[i], firstParameter + i);
        }

        foreach (Statement statement in declaration.Body.Statements)
        {
            Generate(statement);
        }

        Code.Emit(new SourceSpan(Math.Max(0, declaration.Body.Span.End - 1), 1), Opcode.ReturnNil);
        _scopes.Close();
        Prototype prototype = Code.Build(new PrototypeHeader(_language, _source, name)
        {
            ParameterCount = parameterCount,
            HasReceiver = receiverFields is not null,
            IsGenerator = isGenerator,
            GeneratorRegister = Math.Max(0, _state.GeneratorRegister),
            IsAsync = declaration.IsAsync,
            Captures = _state.Captures,
        });
        _state = enclosing;
        Code.Emit(declaration.Span, Opcode.MakeFunction, target, Code.AddObject(prototype));
    }

    private void PlaceParameter(Identifier parameter, int register)
    {
        Variable variable = _resolution.Declarations[parameter.Span.Start];
        variable.Register = register;
        if (_scopes.Innermost.Variables.TryGetValue(parameter.Name, out Variable? existing) && existing.Kind != VariableKind.Scoped)
        {
            Fail(parameter.Span, $"Duplicate declaration in the same scope: {parameter.Name}");
        }

        _scopes.Innermost.Variables[parameter.Name] = variable;
        if (variable.NeedsCell)
        {
            Code.Emit(parameter.Span, Opcode.NewCell, register);
        }
    }

    private void UnpackReceiver(FunctionDeclaration method, IReadOnlyList<Identifier> fields)
    {
        foreach (Identifier field in fields)
        {
            Variable variable = _resolution.Declarations[Resolution.FieldKey(method.Span.Start, field.Span.Start)];
            variable.Register = _state.AllocateVariable();
            _scopes.Innermost.Variables[field.Name] = variable;
            int part = Code.Allocate(2);
            Code.Emit(field.Span, Opcode.Move, part, 0);
            LoadConstant(field.Span, Value.FromString(field.Name), part + 1);
            Native(field.Span, CompilerSupport.FieldOrUnbound, part, 2, variable.Register);
            Code.ReleaseTo(part);
            if (variable.NeedsCell)
            {
                Code.Emit(field.Span, Opcode.NewCell, variable.Register);
            }
        }
    }

    /// <summary>An argument that a call borrows from a register.</summary>
    private sealed record BorrowedArgument(int Borrow, int Source, int Number);

    /// <summary>The arguments of a call while they are being evaluated.</summary>
    private struct ArgumentList(int callee)
    {
        public readonly int Callee = callee;
        public int Count;
        public int Borrowed;
        public List<BorrowedArgument>? Sources;
    }
}
