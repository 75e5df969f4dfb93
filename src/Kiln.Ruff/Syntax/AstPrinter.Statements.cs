namespace Kiln.Ruff.Syntax;

public sealed partial class AstPrinter
{
    private void Print(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement expression:
                Print(expression.Expression);
                break;
            case BindingStatement binding:
                PrintBinding(BindingWord(binding.Kind), binding.Pattern, binding.Value);
                break;
            case DestructuringStatement destructuring:
                PrintBinding("destructure", destructuring.Pattern, destructuring.Value);
                break;
            case AssignmentStatement assignment:
                Node(
                    assignment.Compound is { } compound ? $"assign {OperatorText.Of(compound)}=" : "assign",
                    assignment.Target,
                    assignment.Value);
                break;
            case FunctionStatement function:
                PrintFunction("func", function.Declaration);
                break;
            case StructStatement type:
                PrintStruct(type);
                break;
            case EnumStatement type:
                Leaf($"enum {type.Name.Name} {Names(type.Variants)}");
                break;
            case ReturnStatement { Value: { } value }:
                Node("return", value);
                break;
            case ReturnStatement:
                Leaf("return");
                break;
            case BreakStatement:
                Leaf("break");
                break;
            case ContinueStatement:
                Leaf("continue");
                break;
            case ImportStatement import:
                Leaf($"import {import.Module.Name}");
                break;
            case FromImportStatement import:
                Leaf($"from {import.Module.Name} import {Names(import.Symbols)}");
                break;
            case ExportStatement export:
                Open("export");
                NextLine();
                Print(export.Inner);
                Close();
                break;
            default:
                PrintControl(statement);
                break;
        }
    }

    private void PrintControl(Statement statement)
    {
        switch (statement)
        {
            case IfStatement conditional:
                PrintIf(conditional);
                break;
            case WhileStatement loop:
                Open("while");
                Part(loop.Condition);
                PrintBlock("do", loop.Body);
                Close();
                break;
            case ForStatement loop:
                Open($"for {loop.Variable.Name}");
                Part(loop.Iterable);
                PrintBlock("do", loop.Body);
                Close();
                break;
            case MatchStatement match:
                PrintMatch(match);
                break;
            case TryStatement attempt:
                Open("try");
                PrintBlock("do", attempt.Body);
                PrintBlock($"except {attempt.ErrorName.Name}", attempt.Handler);
                Close();
                break;
            case LoopStatement loop:
                PrintBody("loop", loop.Body);
                break;
            case SpawnStatement spawn:
                PrintBody("spawn", spawn.Body);
                break;
            case TestStatement test:
                PrintBody($"test {StringText.Quote(test.Name)}", test.Body);
                break;
            case TestGroupStatement group:
                PrintBody($"test_group {StringText.Quote(group.Name)}", group.Body);
                break;
            case TestSetupStatement setup:
                PrintBody("test_setup", setup.Body);
                break;
            case TestTeardownStatement teardown:
                PrintBody("test_teardown", teardown.Body);
                break;
            default:
                throw new InvalidOperationException($"no text form for {statement.GetType().Name}");
        }
    }

    private static string BindingWord(BindingKind kind) => kind switch
    {
        BindingKind.Let => "let",
        BindingKind.Mut => "mut",
        _ => "const",
    };

    private void PrintBody(string head, Block body)
    {
        Open(head);
        PrintAll(body.Statements);
        Close();
    }

    private void PrintBinding(string word, Pattern pattern, Expression value)
    {
        Open(word);
        _writer.Write(' ');
        PrintPattern(pattern);
        if (IsShort(value))
        {
            _writer.Write(' ');
            Print(value);
        }
        else
        {
            Part(value);
        }

        Close();
    }

    private void PrintStruct(StructStatement type)
    {
        Open($"struct {type.Name.Name} {Names(type.Fields)}");
        foreach (FunctionDeclaration method in type.Methods)
        {
            NextLine();
            PrintFunction("method", method);
        }

        Close();
    }

    private void PrintIf(IfStatement conditional)
    {
        Open("if");
        foreach (IfArm arm in conditional.Arms)
        {
            Part(arm.Condition);
            PrintBlock("then", arm.Body);
        }

        if (conditional.Else is { } otherwise)
        {
            PrintBlock("else", otherwise);
        }

        Close();
    }

    private void PrintMatch(MatchStatement match)
    {
        Open("match");
        Part(match.Subject);
        foreach (MatchCase matchCase in match.Cases)
        {
            string binding = matchCase.Binding is { } name ? $" ({name.Name})" : "";
            PrintBlock($"case {matchCase.Tag.Name}{binding}", matchCase.Body);
        }

        if (match.Default is { } otherwise)
        {
            PrintBlock("default", otherwise);
        }

        Close();
    }
}
