using System.Text;
using Kiln.Bytecode;

namespace Kiln.Tests.Documentation;

/// <summary>Prints the reference page of the opcodes from their table.</summary>
internal static class OpcodePage
{
    private const string Introduction =
        """
        # Opcodes

        This page is printed from `OpcodeTable`, which the disassembler, the verifier and the liveness analysis use too. Do not edit it:
        `KILN_WRITE_DOCS=1 dotnet test` writes it anew.

        An instruction has 8 bytes: the opcode, a small operand D, and three 16-bit operands A, B and C. In the column of meanings, R is
        the window of registers of the running function, K its constants, O its objects (cells, names, functions).

        | operand | meaning |
        | --- | --- |
        | w | register that is written |
        | r | register that is read |
        | rw | register that is read and written |
        | seq | first of several registers |
        | K | index of a constant |
        | O | index of an object |
        | imm | 16-bit number; `imm32` takes B and C |
        | n | count or small number |
        | jump | 16-bit distance from the next instruction; `jump32` takes B and C |

        | effect | meaning |
        | --- | --- |
        | fails | can raise an error |
        | calls | can run other guest code |
        | writes | changes something outside of the registers |
        | ends | the next instruction is not next |

        | opcode | A | B | C | meaning | effects | feedback |
        | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>The page.</summary>
    public static string Render()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append('\n');
        foreach (OpcodeInfo row in OpcodeTable.Rows)
        {
            string meaning = row.Meaning.Replace("|", "\\|", StringComparison.Ordinal);
            page.Append($"| {row.Opcode} | {Show(row.A)} | {Show(row.B)} | {Show(row.C)} | {meaning} | {Show(row.Effects)} | {Show(row.Feedback)} |\n");
        }

        return page.ToString();
    }

    private static string Show(OperandKind kind) => kind switch
    {
        OperandKind.None => "",
        OperandKind.Write => "w",
        OperandKind.Read => "r",
        OperandKind.ReadWrite => "rw",
        OperandKind.Constant => "K",
        OperandKind.Object => "O",
        OperandKind.Immediate => "imm",
        OperandKind.Count => "n",
        OperandKind.Jump => "jump",
        OperandKind.WideJump => "jump32",
        OperandKind.WideImmediate => "imm32",
        OperandKind.Sequence => "seq",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "give this kind of operand a name"),
    };

    private static string Show(OpcodeEffects effects) => effects == OpcodeEffects.None ? "" : Lower(effects.ToString());

    private static string Show(FeedbackKind feedback) => feedback == FeedbackKind.None ? "" : Lower(feedback.ToString());

    private static string Lower(string name) =>
        string.Create(name.Length, name, static (span, text) => text.AsSpan().ToLowerInvariant(span));
}
