using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Values;

namespace Kiln.Tests.Bytecode;

public sealed class BytecodeBuilderTests
{
    private static readonly PrototypeHeader s_header = new(RuffLanguage.Instance, new SourceText("", "test"), "f");

    [Fact]
    public void Jumps_find_their_labels_in_both_directions()
    {
        var builder = new BytecodeBuilder();
        var start = new Label();
        var end = new Label();
        int register = builder.Allocate();
        builder.Emit(default, Opcode.LoadNil, register);
        builder.Bind(start);
        builder.EmitJump(default, Opcode.JumpIf, register, end);
        builder.EmitShortJump(default, Opcode.JumpIfLess, register, register, start);
        builder.Bind(end);
        builder.Emit(default, Opcode.ReturnNil);

        Prototype prototype = builder.Build(s_header);

        Assert.Equal(1, prototype.Code[1].Wide);
        Assert.Equal(-2, (short)prototype.Code[2].C);
        Verifier.Check(prototype);
    }

    [Fact]
    public void A_short_jump_that_does_not_reach_is_refused()
    {
        var builder = new BytecodeBuilder();
        var end = new Label();
        int register = builder.Allocate();
        builder.EmitShortJump(default, Opcode.JumpIfLess, register, register, end);
        for (int i = 0; i <= short.MaxValue; i++)
        {
            builder.Emit(default, Opcode.Nop);
        }

        builder.Bind(end);
        builder.Emit(default, Opcode.ReturnNil);

        Assert.Throws<JumpTooLongException>(() => builder.Build(s_header));
    }

    [Fact]
    public void Equal_constants_are_stored_once()
    {
        var builder = new BytecodeBuilder();

        Assert.Equal(builder.AddConstant(Value.FromString("a")), builder.AddConstant(Value.FromString("a")));
        Assert.Equal(builder.AddConstant(Value.FromFloat(0.5)), builder.AddConstant(Value.FromFloat(0.5)));
        Assert.NotEqual(builder.AddConstant(Value.FromInt(0)), builder.AddConstant(Value.FromFloat(0)));
        Assert.NotEqual(builder.AddConstant(Value.FromFloat(0.0)), builder.AddConstant(Value.FromFloat(-0.0)));
    }

    [Fact]
    public void Too_many_registers_are_refused()
    {
        var builder = new BytecodeBuilder();
        builder.Allocate(Instruction.MaximumRegisters);

        Assert.Throws<ProgramTooLargeException>(() => builder.Allocate());
    }
}
