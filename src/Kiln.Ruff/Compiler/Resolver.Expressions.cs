using Kiln.Ruff.Syntax;

namespace Kiln.Ruff.Compiler;

/// <content>The walk over expressions.</content>
internal sealed partial class Resolver
{
    private void VisitAll(IReadOnlyList<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            Visit(expression);
        }
    }

    private void Visit(Expression expression)
    {
        switch (expression)
        {
            case NameExpression name:
                Read(name.Name);
                break;
            case PrefixExpression prefix:
                Visit(prefix.Operand);
                break;
            case InfixExpression infix:
                VisitChain(infix);
                break;
            case LogicalExpression logical:
                Visit(logical.Left);
                Visit(logical.Right);
                break;
            case PipeExpression pipe:
                Visit(pipe.Input);
                Visit(pipe.Target);
                break;
            case CallExpression call:
                VisitAll(call.Arguments);
                Visit(call.Callee);
                break;
            case MethodCallExpression call:
                Visit(call.Receiver);
                VisitAll(call.Arguments);
                break;
            case MemberExpression member:
                Visit(member.Target);
                break;
            case IndexExpression index:
                Visit(index.Target);
                Visit(index.Index);
                break;
            case TryExpression attempt:
                Visit(attempt.Operand);
                break;
            case FunctionExpression function:
                VisitFunctionBody(function.Declaration.Parameters, function.Declaration.Body, null, []);
                break;
            case TagExpression { Arguments: { } arguments }:
                VisitAll(arguments);
                break;
            case ConstructorExpression { Argument: { } argument }:
                Visit(argument);
                break;
            case ThrowExpression thrown:
                VisitAll(thrown.Arguments);
                break;
            case YieldExpression { Value: { } value }:
                Visit(value);
                break;
            case AwaitExpression awaited:
                Visit(awaited.Operand);
                break;
            case InterpolatedString text:
                foreach (InterpolationPart part in text.Parts)
                {
                    if (part.Expression is not null)
                    {
                        Visit(part.Expression);
                    }
                }

                break;
            case ArrayLiteral array:
                foreach (ArrayElement element in array.Elements)
                {
                    Visit(element.Value);
                }

                break;
            case DictionaryLiteral dictionary:
                foreach (DictionaryEntry entry in dictionary.Entries)
                {
                    if (entry.Key is not null)
                    {
                        Visit(entry.Key);
                    }

                    Visit(entry.Value);
                }

                break;
            case StructLiteral literal:
                foreach (FieldInitializer field in literal.Fields)
                {
                    Visit(field.Value);
                }

                break;
        }
    }

    private void VisitChain(InfixExpression infix)
    {
        Visit(infix.Left);
        Visit(infix.Right);
    }
}
