using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Match statements.</content>
internal sealed partial class CodeGenerator
{
    private void GenerateMatch(MatchStatement match)
    {
        if (_resolution.MatchVariables.TryGetValue(match.Span.Start, out List<Variable>? variables))
        {
            foreach (Variable variable in variables)
            {
                if (variable.Kind != VariableKind.Global)
                {
                    variable.Register = _state.AllocateVariable();
                    Unbind(variable, match.Span);
                }
            }
        }

        int top = Code.RegisterTop;
        int subject = Code.Allocate();
        Evaluate(match.Subject, subject);
        Code.ReleaseTo(subject + 1);
        var end = new Label();
        foreach (MatchCase matchCase in match.Cases)
        {
            var next = new Label();
            var label = new CaseLabel(matchCase.Tag.Name, CaseTag(matchCase.Tag.Name));
            JumpUnlessCase(matchCase.Tag.Span, subject, label, next);
            if (matchCase.Binding is { } binding)
            {
                PlaceLate(_resolution.Payloads.GetValueOrDefault(binding.Span.Start));
                int payload = Code.Allocate();
                Code.Emit(binding.Span, Opcode.GetPayload, payload, subject, 0);
                BindName(binding.Name, binding.Span, payload);
                BindPayloads(binding, subject, payload);
                Code.ReleaseTo(payload);
            }

            GenerateCase(matchCase.Body);
            Code.EmitJump(matchCase.Body.Span, Opcode.Jump, 0, end);
            Code.Bind(next);
        }

        if (match.Default is not null)
        {
            GenerateCase(match.Default);
        }

        Code.Bind(end);
        Code.ReleaseTo(top);
    }

    /// <summary>Binds the payloads after the first to the names that the program uses for them; a value may have fewer.</summary>
    private void BindPayloads(Identifier binding, int subject, int payload)
    {
        if (!_resolution.Payloads.TryGetValue(binding.Span.Start, out LateNames? names))
        {
            return;
        }

        foreach (Variable variable in names.Variables)
        {
            Introduce(variable, binding.Span);
        }

        foreach (Variable variable in names.Variables.Concat(names.Earlier))
        {
            Label missing = LoadPayload(binding, variable.Name, subject, payload);
            BindLate(variable, binding.Span, payload);
            Code.Bind(missing);
        }

        if (_scopes.Depth > 1 || !_state.Scope.IsTopLevel)
        {
            return;
        }

        foreach (string name in _resolution.GlobalReads)
        {
            if (names.MayBind(name) && !_scopes.Innermost.Variables.ContainsKey(name))
            {
                Label missing = LoadPayload(binding, name, subject, payload);
                Code.Emit(binding.Span, Opcode.DefineGlobal, payload, CellIndex(name), (int)Mutability.Mutable);
                Code.Bind(missing);
            }
        }
    }

    private Label LoadPayload(Identifier binding, string name, int subject, int target)
    {
        var missing = new Label();
        Code.Emit(binding.Span, Opcode.GetPayload, target, subject, PayloadNames.IndexOf(binding.Name, name));
        Code.EmitJump(binding.Span, Opcode.JumpIfUndefined, target, missing);
        return missing;
    }

    private static VariantTag? CaseTag(string text)
    {
        int separator = text.IndexOf("::", StringComparison.Ordinal);
        return separator >= 0 ? RuffVariants.Tag(text[..separator], text[(separator + 2)..]) : text switch
        {
            "Ok" => RuffVariants.Ok,
            "Err" => RuffVariants.Err,
            "Some" => RuffVariants.Some,
            "None" => RuffVariants.None,
            _ => null,
        };
    }

    // The bodies of cases are no scopes: what they declare belongs to the scope around the match.
    private void GenerateCase(Block body)
    {
        int top = Code.RegisterTop;
        foreach (Statement statement in body.Statements)
        {
            Generate(statement);
        }

        Code.ReleaseTo(top);
    }

    private void JumpUnlessCase(SourceSpan span, int subject, CaseLabel label, Label target)
    {
        int index = Code.AddObject(label);
        if (Code.HasShortJumps)
        {
            Code.EmitShortJump(span, Opcode.JumpUnlessCase, subject, index, target);
            return;
        }

        var mismatch = new Label();
        var body = new Label();
        Code.EmitShortJump(span, Opcode.JumpUnlessCase, subject, index, mismatch);
        Code.EmitJump(span, Opcode.Jump, 0, body);
        Code.Bind(mismatch);
        Code.EmitJump(span, Opcode.Jump, 0, target);
        Code.Bind(body);
    }
}
