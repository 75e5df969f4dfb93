using Kiln.Bytecode;
using Kiln.Diagnostics;
using Kiln.Ruff;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Tests.Bytecode;

/// <summary>The verifier lets good code through and finds each way in which code can be bad.</summary>
public sealed class VerifierTests
{
    private static readonly Instruction s_loadNil = new(Opcode.LoadNil, 0);
    private static readonly Instruction s_return = new(Opcode.Return, 0);

    [Fact]
    public void Good_code_passes() => Verifier.Check(Make([s_loadNil, s_return]));

    [Fact]
    public void A_loop_passes() =>
        Verifier.Check(Make([s_loadNil, Instruction.WithWide(Opcode.JumpIf, 0, -1), s_return]));

    [Fact]
    public void Parameters_count_as_written() => Verifier.Check(Make([s_return], parameters: 1));

    [Fact]
    public void A_register_that_does_not_exist_is_found() => AssertRejected("operand 7 out of range", [new(Opcode.LoadNil, 7), new(Opcode.ReturnNil)]);

    [Fact]
    public void A_constant_that_does_not_exist_is_found() =>
        AssertRejected("operand 0 out of range (Constant)", [new(Opcode.LoadConstant, 0, 0), s_return]);

    [Fact]
    public void An_object_that_does_not_exist_is_found() =>
        AssertRejected("operand 3 out of range (Object)", [new(Opcode.GetGlobal, 0, 3), s_return]);

    [Fact]
    public void An_object_of_the_wrong_type_is_found() =>
        AssertRejected("object 0 is not a GlobalCell", [new(Opcode.GetGlobal, 0, 0), s_return], objects: ["a name"]);

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    [InlineData(int.MaxValue)]
    public void A_jump_out_of_the_code_is_found(int distance) =>
        AssertRejected("out of range (WideJump)", [Instruction.WithWide(Opcode.Jump, 0, distance)]);

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void A_short_jump_out_of_the_code_is_found(int distance) =>
        AssertRejected("out of range (Jump)", [s_loadNil, new(Opcode.JumpIfLess, 0, 0, distance), s_return]);

    [Fact]
    public void Running_off_the_end_is_found() => AssertRejected("control runs off the end", [s_loadNil]);

    [Fact]
    public void A_branch_at_the_end_is_found() =>
        AssertRejected("control runs off the end", [s_loadNil, Instruction.WithWide(Opcode.JumpIf, 0, -2)]);

    [Fact]
    public void Reading_before_writing_is_found() => AssertRejected("register 0 is read before it is written", [s_return]);

    [Fact]
    public void Writing_on_one_path_alone_is_not_enough() =>
        AssertRejected(
            "register 1 is read before it is written",
            [s_loadNil, Instruction.WithWide(Opcode.JumpIf, 0, 1), new(Opcode.LoadNil, 1), new(Opcode.Return, 1)]);

    [Fact]
    public void Arguments_beyond_the_registers_are_found() =>
        AssertRejected("register sequence out of range", [s_loadNil, new(Opcode.Call, 0, 5, 0), s_return]);

    [Fact]
    public void A_handler_outside_of_the_code_is_found() =>
        AssertRejected("handler out of range", [s_loadNil, s_return], handlers: [new Handler(0, 1, 9, 0, false)]);

    [Fact]
    public void A_handler_may_read_only_what_was_written_before_the_error() =>
        AssertRejected(
            "register 0 is read before it is written",
            [s_loadNil, s_return, s_return],
            handlers: [new Handler(0, 1, 2, 1, false)]);

    [Fact]
    public void A_tail_call_passes() => Verifier.Check(Make([s_loadNil, new(Opcode.TailCall, 0, 0)]));

    [Fact]
    public void A_tail_call_that_a_handler_covers_is_found() =>
        AssertRejected(
            "a handler covers the tail call",
            [s_loadNil, new(Opcode.TailCall, 0, 0), s_loadNil, s_return],
            handlers: [new Handler(0, 2, 2, 1, false)]);

    [Fact]
    public void Arguments_of_a_tail_call_beyond_the_registers_are_found() =>
        AssertRejected("register sequence out of range", [s_loadNil, new(Opcode.TailCall, 0, 5)]);

    [Fact]
    public void Parameters_beyond_the_registers_are_found() => AssertRejected("parameters do not fit together", [s_return], parameters: 3);

    [Fact]
    public void Functions_inside_are_checked_too()
    {
        Prototype inner = Make([s_return], name: "inner");

        AssertRejected("inner@0", [new(Opcode.MakeFunction, 0, 0), s_return], objects: [inner]);
    }

    private static void AssertRejected(string problem, Instruction[] code, object[]? objects = null, Handler[]? handlers = null, int parameters = 0)
    {
        InvalidBytecodeException rejection = Assert.Throws<InvalidBytecodeException>(() => Verifier.Check(Make(code, objects, handlers, parameters)));

        Assert.Contains(problem, rejection.Message, StringComparison.Ordinal);
    }

    private static Prototype Make(Instruction[] code, object[]? objects = null, Handler[]? handlers = null, int parameters = 0, string name = "f") => new()
    {
        Name = name,
        Language = RuffLanguage.Instance,
        Source = new SourceText("", "test"),
        Code = code,
        Constants = [],
        Objects = objects ?? [],
        Spans = new SourceSpan[code.Length],
        Handlers = handlers ?? [],
        Captures = [],
        RegisterCount = 2,
        ParameterCount = parameters,
    };
}
