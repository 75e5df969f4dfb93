using System.Globalization;
using System.Text;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Bytecode;

/// <summary>Prints bytecode for people.</summary>
public static class Disassembler
{
    /// <summary>The listing of a function and of the functions inside it.</summary>
    public static string Print(Prototype prototype)
    {
        var text = new StringBuilder();
        var pending = new Queue<Prototype>();
        pending.Enqueue(prototype);
        while (pending.TryDequeue(out Prototype? next))
        {
            PrintOne(text, next);
            foreach (object item in next.Objects)
            {
                if (item is Prototype inner)
                {
                    pending.Enqueue(inner);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>One instruction as text, with what its indices stand for.</summary>
    public static string Format(Prototype prototype, int position)
    {
        Instruction instruction = prototype.Code[position];
        OpcodeInfo info = OpcodeTable.Of(instruction.Opcode);
        var text = new StringBuilder(instruction.Opcode.ToString());
        text.Append(' ', Math.Max(1, 24 - text.Length));
        var notes = new List<string>();
        var operands = new List<string>();
        AddOperand(info.A, instruction.A);
        AddOperand(info.B, instruction.B);
        AddOperand(info.C, instruction.C);
        if (instruction.D != 0)
        {
            operands.Add("d=" + instruction.D.ToString(CultureInfo.InvariantCulture));
        }

        text.AppendJoin(", ", operands);
        if (notes.Count > 0)
        {
            text.Append(' ', Math.Max(1, 46 - text.Length)).Append("; ").AppendJoin(", ", notes);
        }

        return text.ToString();

        void AddOperand(OperandKind kind, ushort field)
        {
            switch (kind)
            {
                case OperandKind.Write or OperandKind.Read or OperandKind.ReadWrite or OperandKind.Sequence:
                    operands.Add("r" + field.ToString(CultureInfo.InvariantCulture));
                    break;
                case OperandKind.Constant:
                    operands.Add("k" + field.ToString(CultureInfo.InvariantCulture));
                    notes.Add(prototype.Constants[field].ToString());
                    break;
                case OperandKind.Object:
                    operands.Add("o" + field.ToString(CultureInfo.InvariantCulture));
                    notes.Add(Describe(prototype.Objects[field]));
                    break;
                case OperandKind.Immediate:
                    operands.Add(((short)field).ToString(CultureInfo.InvariantCulture));
                    break;
                case OperandKind.Count:
                    operands.Add(field.ToString(CultureInfo.InvariantCulture));
                    break;
                case OperandKind.Jump:
                    operands.Add("@" + (position + 1 + (short)field).ToString(CultureInfo.InvariantCulture));
                    break;
                case OperandKind.WideJump:
                    operands.Add("@" + (position + 1 + instruction.Wide).ToString(CultureInfo.InvariantCulture));
                    break;
                case OperandKind.WideImmediate:
                    operands.Add(instruction.Wide.ToString(CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    private static void PrintOne(StringBuilder text, Prototype prototype)
    {
        text.Append(CultureInfo.InvariantCulture, $"function {prototype.Name ?? "<lambda>"}: {Parameters(prototype)} parameters, {prototype.RegisterCount} registers");
        if (prototype.Captures.Length > 0)
        {
            text.Append(", captures ").AppendJoin(' ', prototype.Captures.Select(static c => c.Name + (c.IsCell ? "*" : string.Empty)));
        }

        text.Append('\n');
        int lastLine = 0;
        for (int i = 0; i < prototype.Code.Length; i++)
        {
            (int line, _) = prototype.Source.GetLineColumn(prototype.Spans[i].Start);
            string margin = line == lastLine ? string.Empty : line.ToString(CultureInfo.InvariantCulture);
            lastLine = line;
            text.Append(CultureInfo.InvariantCulture, $"{margin,5} {i,5}  {Format(prototype, i)}\n");
        }

        foreach (Handler handler in prototype.Handlers)
        {
            text.Append(CultureInfo.InvariantCulture, $"      handler {handler.Start}..{handler.End} -> @{handler.Target}, error in r{handler.Register}\n");
        }

        text.Append('\n');
    }

    private static string Parameters(Prototype prototype) =>
        string.Create(CultureInfo.InvariantCulture, $"{prototype.RequiredCount}")
        + (prototype.OptionalCount > 0 ? string.Create(CultureInfo.InvariantCulture, $" to {prototype.RequiredCount + prototype.OptionalCount}") : "")
        + (prototype.HasRest ? " or more" : "");

    private static string Describe(object item) => item switch
    {
        string name => name,
        GlobalCell cell => cell.Name,
        Prototype inner => inner.Name ?? "<lambda>",
        BuiltinObject builtin => builtin.Name,
        RecordLiteral literal => literal.TypeName + " { " + string.Join(", ", literal.Names) + " }",
        VariantTag tag => tag.DisplayName,
        _ => item.ToString() ?? string.Empty,
    };
}
