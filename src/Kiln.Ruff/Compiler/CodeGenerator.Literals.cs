using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff.Compiler;

/// <content>Expressions that make a text, a container or a tagged value of their parts.</content>
internal sealed partial class CodeGenerator
{
    private void EvaluateInterpolation(InterpolatedString text, int target)
    {
        int count = text.Parts.Count;
        int first = Code.Allocate(count);
        for (int i = 0; i < count; i++)
        {
            InterpolationPart part = text.Parts[i];
            if (part.Expression is null)
            {
                LoadConstant(text.Span, Value.FromString(part.Text ?? string.Empty), first + i);
            }
            else
            {
                Into(part.Expression, first + i);
            }
        }

        Code.Emit(text.Span, Opcode.Interpolate, target, first, count);
    }

    private void EvaluateArray(ArrayLiteral array, int target)
    {
        const int Batch = 64;
        int count = array.Elements.Count;
        int plain = 0;
        while (plain < count && plain < Batch && !array.Elements[plain].IsSpread)
        {
            plain++;
        }

        int first = Code.Allocate(Math.Max(1, plain));
        for (int i = 0; i < plain; i++)
        {
            Into(array.Elements[i].Value, first + i);
        }

        if (plain == count)
        {
            Code.Emit(array.Span, Opcode.NewArray, target, first, plain);
            return;
        }

        // The array is complete before it lands in the target, which the remaining elements may still read.
        Code.Emit(array.Span, Opcode.NewArray, first, first, plain);
        for (int i = plain; i < count; i++)
        {
            ArrayElement element = array.Elements[i];
            int item = Code.Allocate();
            if (element.IsSpread)
            {
                Evaluate(element.Value, item);
                Code.Emit(element.Value.Span, Opcode.ArrayAppendAll, first, item);
            }
            else
            {
                Into(element.Value, item);
                Code.Emit(element.Value.Span, Opcode.ArrayAppend, first, item);
            }

            Code.ReleaseTo(item);
        }

        Code.Emit(array.Span, Opcode.Move, target, first);
    }

    private void EvaluateDictionary(DictionaryLiteral dictionary, int target)
    {
        int map = Code.Allocate();
        Code.Emit(dictionary.Span, Opcode.NewMap, map);
        foreach (DictionaryEntry entry in dictionary.Entries)
        {
            int top = Code.RegisterTop;
            if (entry.Key is null)
            {
                Code.Emit(entry.Value.Span, Opcode.MapPutAll, map, Operand(entry.Value));
            }
            else
            {
                int key = Operand(entry.Key, HasEffects(entry.Value));
                int value = Code.Allocate();
                Into(entry.Value, value);
                Code.Emit(entry.Key.Span, Opcode.MapPut, map, key, value);
            }

            Code.ReleaseTo(top);
        }

        Code.Emit(dictionary.Span, Opcode.Move, target, map);
    }

    private void EvaluateStruct(StructLiteral literal, int target)
    {
        // Later initialisers of a repeated field win, but all are evaluated.
        var names = new List<string>();
        int first = Code.Allocate(Math.Max(1, literal.Fields.Select(static f => f.Name.Name).Distinct().Count()));
        foreach (FieldInitializer field in literal.Fields)
        {
            int index = names.IndexOf(field.Name.Name);
            if (index < 0)
            {
                index = names.Count;
                names.Add(field.Name.Name);
            }

            Into(field.Value, first + index);
        }

        string name = literal.Name.Name;
        GlobalCell cell = _localTypes.TryGetValue(name, out GlobalCell? local) ? local : _globals.GetCell(name);
        Code.Emit(literal.Span, Opcode.NewRecord, target, first, Code.AddObject(new RecordLiteral(name, cell, [.. names])));
    }

    private void EvaluateTag(TagExpression expression, int target)
    {
        VariantTag tag = RuffVariants.Tag(expression.EnumName.Name, expression.VariantName.Name);
        int count = expression.Arguments?.Count ?? 0;
        if (ReferenceEquals(tag, RuffVariants.None))
        {
            if (count != 0)
            {
                throw new CompilationException("Option::None takes no arguments", expression.Span);
            }
        }
        else if ((ReferenceEquals(tag, RuffVariants.Ok) || ReferenceEquals(tag, RuffVariants.Err) || ReferenceEquals(tag, RuffVariants.Some)) && count != 1)
        {
            throw new CompilationException($"{tag.TypeName}::{tag.Name}(...) requires exactly one argument", expression.Span);
        }

        int first = Code.Allocate(Math.Max(1, count));
        for (int i = 0; i < count; i++)
        {
            Into(expression.Arguments![i], first + i);
        }

        EmitVariant(expression.Span, tag, first, count, target);
    }

    private void EvaluateConstructor(ConstructorExpression expression, int target)
    {
        VariantTag tag = expression.Constructor switch
        {
            Constructor.Ok => RuffVariants.Ok,
            Constructor.Err => RuffVariants.Err,
            Constructor.Some => RuffVariants.Some,
            _ => RuffVariants.None,
        };
        int argument = Code.Allocate();
        if (expression.Argument is not null)
        {
            Into(expression.Argument, argument);
        }

        EmitVariant(expression.Span, tag, argument, expression.Argument is null ? 0 : 1, target);
    }

    private void EmitVariant(SourceSpan span, VariantTag tag, int first, int count, int target)
    {
        if (ReferenceEquals(tag, RuffVariants.None))
        {
            LoadConstant(span, RuffVariants.NoneValue, target);
        }
        else
        {
            Code.Emit(span, Opcode.NewVariant, target, Code.AddObject(tag), first, count);
        }
    }
}
