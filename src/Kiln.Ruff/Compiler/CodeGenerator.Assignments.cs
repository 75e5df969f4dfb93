using Kiln.Bytecode;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;

namespace Kiln.Ruff.Compiler;

/// <content>
/// Assignments. The interesting case is a path such as <c>grid[r].cells[c] := v</c>: containers are values, so it means "the
/// variable <c>grid</c> now holds a value that differs in this place". The code walks down from the variable, makes every container
/// on the way exclusive (copying those that are shared), changes the last one, and stores the containers back on the way up.
/// </content>
internal sealed partial class CodeGenerator
{
    private void GenerateAssignment(AssignmentStatement assignment)
    {
        int top = Code.RegisterTop;
        Expression value = assignment.Compound is { } infix
            ? new InfixExpression(assignment.Target, infix, assignment.OperatorSpan, assignment.Value)
            : assignment.Value;
        if (assignment.Target is NameExpression name)
        {
            AssignName(name, value);
        }
        else
        {
            AssignPath(assignment.Target, value);
        }

        // A bare assignment may have declared a variable; its register stays.
        Code.ReleaseTo(Math.Max(top, DeclaredTop(assignment, top)));
    }

    private int DeclaredTop(AssignmentStatement assignment, int top) =>
        assignment.Target is NameExpression name && _resolution.Declarations.TryGetValue(name.Span.Start, out Variable? variable) && variable.Register >= top
            ? variable.Register + 1
            : top;

    private void AssignName(NameExpression target, Expression value)
    {
        string name = target.Name;
        Variable? variable = _scopes.Find(name);
        if (variable is null || (variable.IsImported && DeclaresAnother(target, variable)))
        {
            AssignNew(target, value);
            return;
        }

        if (variable.Kind == VariableKind.Scoped)
        {
            int register = Code.Allocate();
            EvaluateForAssignment(target, value, register);
            WriteScoped(variable, target.Span, register);
            return;
        }

        if (variable.Mutability != Mutability.Mutable && variable.Kind != VariableKind.Global)
        {
            Discard(value);
            Fail(target.Span, RuffMessages.Immutable(name, variable.Mutability));
            return;
        }

        int own = RegisterOf(target);
        if (own >= 0 && (WritesLast(value) || (value is NameExpression source && RegisterOf(source) >= 0)))
        {
            EvaluateForAssignment(target, value, own);
            return;
        }

        int result = Code.Allocate();
        EvaluateForAssignment(target, value, result);
        WriteVariable(variable, target.Span, result);
    }

    // Names of imports become visible here at the import, in the resolver where they are first read.
    private bool DeclaresAnother(NameExpression target, Variable visible) =>
        _resolution.Declarations.TryGetValue(target.Span.Start, out Variable? declared) && !ReferenceEquals(declared, visible);

    private void AssignNew(NameExpression target, Expression value)
    {
        if (!_resolution.Declarations.TryGetValue(target.Span.Start, out Variable? variable))
        {
            // The name is a global from elsewhere: a function's or the library's.
            int register = Code.Allocate();
            EvaluateForAssignment(target, value, register);
            Code.Emit(target.Span, Opcode.SetGlobal, register, CellIndex(target.Name));
            return;
        }

        if (variable.Kind == VariableKind.Global)
        {
            int register = Code.Allocate();
            EvaluateForAssignment(target, value, register);
            _scopes.Innermost.Variables[target.Name] = variable;
            Code.Emit(target.Span, Opcode.SetGlobal, register, CellIndex(target.Name));
            return;
        }

        PlaceNames(null, new Identifier(target.Name, target.Span));
        if (variable.Kind == VariableKind.Scoped)
        {
            int register = Code.Allocate();
            EvaluateForAssignment(target, value, register);
            _scopes.Innermost.Variables[target.Name] = variable;
            if (!variable.MayBeUnbound)
            {
                Code.Emit(target.Span, Opcode.LoadUndefined, variable.Register);
                if (variable.NeedsCell)
                {
                    Code.Emit(target.Span, Opcode.NewCell, variable.Register);
                }
            }

            WriteScoped(variable, target.Span, register);
            return;
        }

        if (variable.MayBeUnbound)
        {
            int register = Code.Allocate();
            Into(value, register);
            BindName(target.Name, target.Span, register);
            return;
        }

        Into(value, variable.Register);
        BindName(target.Name, target.Span, variable.Register);
    }

    /// <summary>
    /// Evaluates the right side of an assignment. In <c>x := f(x, ...)</c> the call is told that its result replaces its first
    /// argument, so that builtins which update it can do so in place.
    /// </summary>
    private void EvaluateForAssignment(Expression target, Expression value, int register)
    {
        if (value is CallExpression { Arguments.Count: > 0, Callee: NameExpression } call && IsSamePlace(target, call.Arguments[0])
            && (RegisterOf(target) >= 0 || !AnyHasEffects(call.Arguments, 1)))
        {
            int top = Code.RegisterTop;
            int callee = Code.Allocate(1 + call.Arguments.Count);
            var arguments = new ArgumentList(callee);
            for (int i = 0; i < call.Arguments.Count; i++)
            {
                Argument(ref arguments, call.Arguments[i], false);
            }

            Evaluate(call.Callee, callee);
            FinishCall(ref arguments, Opcode.CallUpdate, call.Span, register);
            Code.ReleaseTo(top);
            return;
        }

        Into(value, register);
    }

    private static bool IsSamePlace(Expression a, Expression b) => (a, b) switch
    {
        (NameExpression x, NameExpression y) => x.Name == y.Name,
        (MemberExpression { IsOptional: false } x, MemberExpression { IsOptional: false } y) => x.Name.Name == y.Name.Name && IsSamePlace(x.Target, y.Target),
        (IndexExpression x, IndexExpression y) => IsSamePlace(x.Target, y.Target) && IsSamePlace(x.Index, y.Index),
        (IntegerLiteral x, IntegerLiteral y) => x.Value == y.Value,
        (StringLiteral x, StringLiteral y) => x.Value == y.Value,
        (InfixExpression x, InfixExpression y) => x.Operator == y.Operator && IsSamePlace(x.Left, y.Left) && IsSamePlace(x.Right, y.Right),
        _ => false,
    };

    private void AssignPath(Expression target, Expression value)
    {
        var steps = new List<Expression>();
        Expression root = target;
        while (root is IndexExpression or MemberExpression)
        {
            steps.Insert(0, root);
            root = root is IndexExpression index ? index.Target : ((MemberExpression)root).Target;
        }

        CallExpression? update = value is CallExpression { Arguments.Count: > 0, Callee: NameExpression } call && IsSamePlace(target, call.Arguments[0]) && !AnyHasEffects(call.Arguments, 1) && !HasEffects(target)
            ? call
            : null;
        int element = Code.Allocate();
        if (update is null)
        {
            Into(value, element);
        }

        int[] keys = new int[steps.Count];
        for (int i = 0; i < steps.Count; i++)
        {
            keys[i] = steps[i] is IndexExpression index ? Operand(index.Index, AnyStepHasEffects(steps, i + 1)) : -1;
        }

        Variable? variable = root is NameExpression rootName ? _scopes.Find(rootName.Name) : null;
        int container = LoadRoot(root, variable);
        if (container < 0)
        {
            return;
        }

        int[] containers = new int[steps.Count];
        for (int i = 0; i < steps.Count; i++)
        {
            containers[i] = container;
            if (i + 1 < steps.Count || update is not null)
            {
                Code.Emit(steps[i].Span, Opcode.Unshare, container);
                container = Code.Allocate();
                GetStep(steps[i], container, containers[i], keys[i]);
            }
        }

        if (update is not null)
        {
            UpdateElement(update, container, element);
        }

        int written = element;
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            SetStep(steps[i], containers[i], keys[i], written);
            written = containers[i];
        }

        StoreRoot(root, variable, containers[0]);
    }

    private static bool AnyStepHasEffects(List<Expression> steps, int from)
    {
        for (int i = from; i < steps.Count; i++)
        {
            if (steps[i] is IndexExpression index && HasEffects(index.Index))
            {
                return true;
            }
        }

        return false;
    }

    private void GetStep(Expression step, int target, int container, int key)
    {
        if (step is MemberExpression member)
        {
            Code.Emit(member.Name.Span, Opcode.GetField, target, container, Code.AddObject(member.Name.Name));
        }
        else
        {
            Code.Emit(step.Span, Opcode.GetIndex, target, container, key);
        }
    }

    private void SetStep(Expression step, int container, int key, int element)
    {
        if (step is MemberExpression member)
        {
            Code.Emit(member.Name.Span, Opcode.SetField, container, Code.AddObject(member.Name.Name), element);
        }
        else
        {
            Code.Emit(step.Span, Opcode.SetIndex, container, key, element);
        }
    }

    private void UpdateElement(CallExpression update, int current, int target)
    {
        int callee = Code.Allocate(1 + update.Arguments.Count);
        var arguments = new ArgumentList(callee) { Count = 1, Borrowed = 1 };
        Code.Emit(update.Arguments[0].Span, Opcode.Move, callee + 1, current);
        for (int i = 1; i < update.Arguments.Count; i++)
        {
            Argument(ref arguments, update.Arguments[i], false);
        }

        Evaluate(update.Callee, callee);
        FinishCall(ref arguments, Opcode.CallUpdate, update.Span, target);
    }

    /// <summary>The register that holds the container in a path's root, after checking that it may change; -1 if it may not.</summary>
    private int LoadRoot(Expression root, Variable? variable)
    {
        if (root is not NameExpression name)
        {
            int temporary = Code.Allocate();
            Into(root, temporary);
            return temporary;
        }

        if (variable is null or { Kind: VariableKind.Global })
        {
            int register = Code.Allocate();
            Code.Emit(name.Span, Opcode.GetGlobal, register, CellIndex(name.Name));
            Code.Emit(name.Span, Opcode.CheckGlobalMutable, 0, CellIndex(name.Name));
            return register;
        }

        if (variable.Mutability != Mutability.Mutable)
        {
            Fail(name.Span, RuffMessages.Frozen(name.Name, variable.Mutability));
            return -1;
        }

        int own = RegisterOf(root);
        if (own >= 0)
        {
            return own;
        }

        int loaded = Code.Allocate();
        ReadName(name.Name, name.Span, loaded);
        return loaded;
    }

    private void StoreRoot(Expression root, Variable? variable, int container)
    {
        if (root is not NameExpression name)
        {
            return;
        }

        switch (variable)
        {
            case null or { Kind: VariableKind.Global }:
                Code.Emit(name.Span, Opcode.SetGlobal, container, CellIndex(name.Name));
                break;
            case { Kind: VariableKind.Scoped }:
                WriteScoped(variable, name.Span, container);
                break;
            default:
                WriteVariable(variable, name.Span, container);
                break;
        }
    }
}
