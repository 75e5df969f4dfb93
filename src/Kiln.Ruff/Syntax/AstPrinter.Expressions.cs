using System.Globalization;

namespace Kiln.Ruff.Syntax;

public sealed partial class AstPrinter
{
    // The recursion runs through the next two methods only. They are kept small, because a tall tree takes a frame of each per level.
    private void Print(Expression expression)
    {
        string? leaf = LeafText(expression);
        if (leaf is not null)
        {
            _writer.Write(leaf);
            return;
        }

        Expression[]? parts = Parts(expression);
        if (parts is null)
        {
            PrintSpecial(expression);
        }
        else
        {
            Node(Head(expression), parts);
        }
    }

    private void Node(string head, params Expression[] parts)
    {
        Open(head);
        bool onHeadLine = true;
        foreach (Expression part in parts)
        {
            onHeadLine = onHeadLine && IsShort(part);
            if (onHeadLine)
            {
                _writer.Write(' ');
            }
            else
            {
                NextLine();
            }

            Print(part);
        }

        Close();
    }

    private static string? LeafText(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        IntegerLiteral literal => literal.Value.ToString(CultureInfo.InvariantCulture),
        FloatLiteral literal => TokenText.FormatReal(literal.Value),
        StringLiteral literal => StringText.Quote(literal.Value),
        BooleanLiteral literal => literal.Value ? "true" : "false",
        NullLiteral => "null",
        _ => null,
    };

    private static Expression[]? Parts(Expression expression) => expression switch
    {
        PrefixExpression prefix => [prefix.Operand],
        InfixExpression infix => [infix.Left, infix.Right],
        LogicalExpression logical => [logical.Left, logical.Right],
        PipeExpression pipe => [pipe.Input, pipe.Target],
        MemberExpression member => [member.Target],
        IndexExpression index => [index.Target, index.Index],
        TryExpression attempt => [attempt.Operand],
        CallExpression call => [call.Callee, .. call.Arguments],
        MethodCallExpression call => [call.Receiver, .. call.Arguments],
        TagExpression tag => [.. tag.Arguments ?? []],
        ConstructorExpression construction => construction.Argument is { } argument ? [argument] : [],
        ThrowExpression thrown => [.. thrown.Arguments],
        YieldExpression yielded => yielded.Value is { } value ? [value] : [],
        AwaitExpression awaited => [awaited.Operand],
        _ => null,
    };

    private static string Head(Expression expression) => expression switch
    {
        PrefixExpression prefix => OperatorText.Of(prefix.Operator),
        InfixExpression infix => OperatorText.Of(infix.Operator),
        LogicalExpression logical => OperatorText.Of(logical.Operator),
        PipeExpression => "|>",
        MemberExpression member => (member.IsOptional ? "?." : ".") + member.Name.Name,
        IndexExpression => "index",
        TryExpression => "?",
        CallExpression => "call",
        MethodCallExpression call => "call ." + call.Name.Name,
        TagExpression tag => $"tag {tag.EnumName.Name}::{tag.VariantName.Name}{(tag.Arguments is { Count: 0 } ? " ()" : "")}",
        ConstructorExpression construction => construction.Constructor.ToString(),
        ThrowExpression => "throw",
        YieldExpression => "yield",
        _ => "await",
    };

    private void PrintSpecial(Expression expression)
    {
        switch (expression)
        {
            case FunctionExpression function:
                PrintFunction("func", function.Declaration);
                break;
            case InterpolatedString text:
                PrintInterpolation(text);
                break;
            case ArrayLiteral array:
                PrintArray(array);
                break;
            case DictionaryLiteral dictionary:
                PrintDictionary(dictionary);
                break;
            case StructLiteral literal:
                PrintStructLiteral(literal);
                break;
            default:
                throw new InvalidOperationException($"no text form for {expression.GetType().Name}");
        }
    }

    private void PrintStructLiteral(StructLiteral literal)
    {
        Open($"new {literal.Name.Name}");
        foreach (FieldInitializer field in literal.Fields)
        {
            NextLine();
            Node(field.Name.Name, field.Value);
        }

        Close();
    }

    private void PrintInterpolation(InterpolatedString text)
    {
        Open("interpolate");
        foreach (InterpolationPart part in text.Parts)
        {
            NextLine();
            if (part.Expression is { } expression)
            {
                Print(expression);
            }
            else
            {
                _writer.Write(StringText.Quote(part.Text ?? ""));
            }
        }

        Close();
    }

    private void PrintArray(ArrayLiteral array)
    {
        Open("array");
        foreach (ArrayElement element in array.Elements)
        {
            if (!element.IsSpread && IsShort(element.Value))
            {
                _writer.Write(' ');
                Print(element.Value);
                continue;
            }

            NextLine();
            if (element.IsSpread)
            {
                Node("...", element.Value);
            }
            else
            {
                Print(element.Value);
            }
        }

        Close();
    }

    private void PrintDictionary(DictionaryLiteral dictionary)
    {
        Open("dict");
        foreach (DictionaryEntry entry in dictionary.Entries)
        {
            NextLine();
            if (entry.Key is { } key)
            {
                Node("entry", key, entry.Value);
            }
            else
            {
                Node("...", entry.Value);
            }
        }

        Close();
    }

    private void Leaf(string head)
    {
        Open(head);
        Close();
    }

    private void Part(Expression expression)
    {
        NextLine();
        Print(expression);
    }

    private static bool IsShort(Expression expression) =>
        IsLeaf(expression) || (Parts(expression) is { Length: <= 3 } parts && Array.TrueForAll(parts, IsLeaf));

    private static bool IsLeaf(Expression expression) => expression
        is NameExpression or IntegerLiteral or FloatLiteral or BooleanLiteral or NullLiteral or StringLiteral { Value.Length: < 40 };
}
