using Kiln.Bytecode;

namespace Kiln.Tests.Bytecode;

public sealed class OpcodeTableTests
{
    [Fact]
    public void Every_opcode_has_exactly_one_row_in_the_same_order() =>
        Assert.Equal(Enum.GetValues<Opcode>(), OpcodeTable.Rows.Select(static r => r.Opcode));

    [Fact]
    public void The_row_of_an_opcode_is_its_own() =>
        Assert.All(Enum.GetValues<Opcode>(), static opcode => Assert.Equal(opcode, OpcodeTable.Of(opcode).Opcode));

    [Fact]
    public void Meanings_are_there_and_differ()
    {
        Assert.All(OpcodeTable.Rows, static r => Assert.False(string.IsNullOrWhiteSpace(r.Meaning), r.Opcode.ToString()));
        Assert.Equal(OpcodeTable.Rows.Count, OpcodeTable.Rows.Select(static r => r.Meaning).Distinct().Count());
    }

    [Fact]
    public void What_calls_other_code_can_fail() =>
        Assert.All(
            OpcodeTable.Rows.Where(static r => r.Effects.HasFlag(OpcodeEffects.Calls)),
            static r => Assert.True(r.Effects.HasFlag(OpcodeEffects.Fails), r.Opcode.ToString()));

    [Fact]
    public void Wide_operands_take_both_fields() =>
        Assert.All(
            OpcodeTable.Rows.Where(static r => r.B is OperandKind.WideJump or OperandKind.WideImmediate),
            static r => Assert.Equal((r.Opcode, OperandKind.None), (r.Opcode, r.C)));
}
