using Kiln.Bytecode;
using Kiln.Jit.Graphs;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Jit.Building;

/// <content>Arithmetic, comparison, truth, and jumps that depend on them.</content>
internal sealed partial class FunctionBuilder
{
    private enum Numbers
    {
        Neither,
        Ints,
        Floats,
    }

    private void Arithmetic(BinaryOperator operation, Node left, Node right, int target)
    {
        var seen = (OperandFeedback)_prototype.FeedbackField[_pc].First;
        switch (Choose(left, right, seen))
        {
            case Numbers.Ints when (seen & OperandFeedback.Overflow) == 0 && Allows(ExitReason.Overflow) && Allows(ExitReason.Divisor):
                left = Refine(left, Kind.Int, ExitReason.ExpectedInt);
                right = Refine(right, Kind.Int, ExitReason.ExpectedInt);
                NodeOp op = (NodeOp)((int)NodeOp.AddInt + (int)operation);
                Set(target, Guard(op, op is NodeOp.DivideInt or NodeOp.ModuloInt ? ExitReason.Divisor : ExitReason.Overflow, left, right));
                return;

            case Numbers.Floats when Allows(ExitReason.Divisor):
                left = AsFloat(left);
                right = AsFloat(right);
                NodeOp floatOp = (NodeOp)((int)NodeOp.AddFloat + (int)operation);
                Set(target, floatOp is NodeOp.DivideFloat or NodeOp.ModuloFloat ? Guard(floatOp, ExitReason.Divisor, left, right) : Add(floatOp, left, right));
                return;

            default:
                Node result = AddNumbered(NodeOp.Arithmetic, (long)operation, Box(left), Box(right));
                result.Aux = _prototype.Language;
                Set(target, Checked(result));
                return;
        }
    }

    /// <summary>Which kind of numbers two operands are, or are taken to be: what is known of them comes first, then what was seen.</summary>
    private Numbers Choose(Node left, Node right, OperandFeedback seen)
    {
        Kind a = Graph.KnownKind(left);
        Kind b = Graph.KnownKind(right);
        if (a is not (Kind.Undefined or Kind.Int or Kind.Float) || b is not (Kind.Undefined or Kind.Int or Kind.Float))
        {
            return Numbers.Neither;
        }

        bool allKnown = a != Kind.Undefined && b != Kind.Undefined;
        if (allKnown)
        {
            return a == Kind.Int && b == Kind.Int ? Numbers.Ints : Numbers.Floats;
        }

        if ((seen & (OperandFeedback.Strings | OperandFeedback.Other)) != 0)
        {
            return Numbers.Neither;
        }

        bool oneFloat = a == Kind.Float || b == Kind.Float;
        if ((seen & OperandFeedback.Mixed) != 0)
        {
            return oneFloat && Allows(ExitReason.ExpectedNumber) ? Numbers.Floats : Numbers.Neither;
        }

        bool expectsFloats = oneFloat || (seen & OperandFeedback.Floats) != 0;
        bool oneInt = a == Kind.Int || b == Kind.Int;
        if (expectsFloats)
        {
            return !oneInt && Allows(ExitReason.ExpectedFloat) ? Numbers.Floats
                : oneFloat && Allows(ExitReason.ExpectedNumber) ? Numbers.Floats
                : Numbers.Neither;
        }

        return Allows(ExitReason.ExpectedInt) ? Numbers.Ints : Numbers.Neither;
    }

    /// <summary>A number as a double: converted if it is an integer, guarded if it is not known.</summary>
    private Node AsFloat(Node value)
    {
        switch (value.Representation)
        {
            case Representation.Float:
                return value;
            case Representation.Int:
                return value.Op == NodeOp.ConstantInt ? AddNumbered(NodeOp.ConstantFloat, BitConverter.DoubleToInt64Bits(value.Number)) : Add(NodeOp.IntToFloat, value);
            default:
                bool mixed = (_prototype.FeedbackField[_pc].First & (int)OperandFeedback.Mixed) != 0 || !Allows(ExitReason.ExpectedFloat);
                return mixed ? Guard(NodeOp.GuardNumber, ExitReason.ExpectedNumber, value) : Refine(value, Kind.Float, ExitReason.ExpectedFloat);
        }
    }

    /// <summary>Quotients of doubles are computed here; whether one of integers is an integer, the language finds out.</summary>
    private void Quotient(in Instruction i)
    {
        Node left = Get(i.B);
        Node right = Get(i.C);
        if (Allows(ExitReason.Divisor) && Choose(left, right, (OperandFeedback)_prototype.FeedbackField[_pc].First) == Numbers.Floats)
        {
            Set(i.A, Guard(NodeOp.DivideFloat, ExitReason.Divisor, AsFloat(left), AsFloat(right)));
            return;
        }

        Node result = AddNumbered(NodeOp.Arithmetic, (long)BinaryOperator.Divide, Box(left), Box(right));
        result.Aux = _prototype.Language;
        Set(i.A, Checked(result));
    }

    private void Negate(in Instruction i)
    {
        Node operand = Get(i.B);
        var seen = (OperandFeedback)_prototype.FeedbackField[_pc].First;
        switch (Choose(operand, operand, seen))
        {
            case Numbers.Ints when Allows(ExitReason.Overflow):
                Set(i.A, Guard(NodeOp.NegateInt, ExitReason.Overflow, Refine(operand, Kind.Int, ExitReason.ExpectedInt)));
                return;
            case Numbers.Floats:
                Set(i.A, Add(NodeOp.NegateFloat, AsFloat(operand)));
                return;
            default:
                Execute(i);
                return;
        }
    }

    private void Not(in Instruction i)
    {
        Node operand = Get(i.B);
        if (operand.Representation == Representation.Tagged && Allows(ExitReason.ExpectedBool))
        {
            operand = Refine(operand, Kind.Bool, ExitReason.ExpectedBool);
        }

        if (operand.Representation == Representation.Bool)
        {
            Set(i.A, Add(NodeOp.NotBool, operand));
            return;
        }

        Execute(i);
    }

    /// <summary>Whether a value counts as true.</summary>
    private Node Truth(Node value)
    {
        if (value.Representation == Representation.Bool)
        {
            return value;
        }

        Node truth = Add(NodeOp.IsTruthy, Box(value));
        truth.Aux = _prototype.Language;
        return truth;
    }

    private Node IsKind(Node value, Kind kind)
    {
        Kind known = Graph.KnownKind(value);
        return known != Kind.Undefined ? Bool(known == kind) : kind == Kind.Nil ? IsNil(value) : AddNumbered(NodeOp.IsKind, (long)kind, value);
    }

    private Node IsNil(Node value) => value.Representation == Representation.Tagged ? Add(NodeOp.IsNil, value) : Bool(false);

    /// <summary>Whether a comparison holds.</summary>
    /// <param name="operation">The comparison.</param>
    /// <param name="left">First operand.</param>
    /// <param name="right">Second operand.</param>
    /// <param name="seen">Operand kinds seen.</param>
    private Node Compare(ComparisonOperator operation, Node left, Node right, int seen)
    {
        bool isEquality = operation <= ComparisonOperator.NotEqual;
        ComparisonOperator onNumbers = operation == ComparisonOperator.NumberEqual ? ComparisonOperator.Equal : operation;
        Kind a = Graph.KnownKind(left);
        Kind b = Graph.KnownKind(right);
        if (isEquality && (a == Kind.Nil || b == Kind.Nil))
        {
            Node isNil = IsNil(a == Kind.Nil ? right : left);
            return operation == ComparisonOperator.Equal ? isNil : Add(NodeOp.NotBool, isNil);
        }

        if (isEquality && ((a != Kind.Undefined && _prototype.Language.EqualsByIdentity(a)) || (b != Kind.Undefined && _prototype.Language.EqualsByIdentity(b))))
        {
            Node isSame = Add(NodeOp.SameObject, left, right);
            return operation == ComparisonOperator.Equal ? isSame : Add(NodeOp.NotBool, isSame);
        }

        if (isEquality && a == b && a == Kind.Bool)
        {
            Node same = AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Equal, left, right);
            return operation == ComparisonOperator.Equal ? same : Add(NodeOp.NotBool, same);
        }

        // What equality of doubles means is the language's business, and equality of values of two kinds is no error.
        bool guess = !isEquality || a == Kind.Int || b == Kind.Int || (a == Kind.Undefined && b == Kind.Undefined && (seen & ~(int)OperandFeedback.Overflow) == 0);
        Numbers numbers = guess ? Choose(left, right, (OperandFeedback)seen) : Numbers.Neither;
        if (numbers == Numbers.Ints)
        {
            left = Refine(left, Kind.Int, ExitReason.ExpectedInt);
            right = Refine(right, Kind.Int, ExitReason.ExpectedInt);
            return AddNumbered(NodeOp.CompareInt, (long)onNumbers, left, right);
        }

        if (numbers == Numbers.Floats && !isEquality)
        {
            return AddNumbered(NodeOp.CompareFloat, (long)onNumbers, AsFloat(left), AsFloat(right));
        }

        Node outcome = AddNumbered(NodeOp.Compare, (long)operation, Box(left), Box(right));
        outcome.Aux = _prototype.Language;
        Checked(outcome);
        return AddNumbered(NodeOp.CompareInt, (long)ComparisonOperator.Greater, outcome, Int(0));
    }

    private void CompareBranch(ComparisonOperator operation, bool jumpsIf, Node left, Node right, in Instruction i) =>
        Branch(Compare(operation, left, right, OperandMarks.Of(_prototype.FeedbackField[_pc].Target)), jumpsIf, (short)i.C);

    /// <summary>Ends the block with a conditional jump. A side that was never taken becomes an exit.</summary>
    private void Branch(Node condition, bool jumpsIf, int distance)
    {
        Feedback feedback = _prototype.FeedbackField[_pc];
        int target = _pc + 1 + distance;
        bool prunes = _session.PrunesUnreached && feedback.First + feedback.Second >= OperandMarks.EnoughBranches && Allows(ExitReason.Unreached);
        Block jumping = _graph.NewBlock();
        Block falling = _graph.NewBlock();
        EndWithBranch(condition, jumpsIf ? jumping : falling, jumpsIf ? falling : jumping);
        int pc = _pc;
        Node?[] registers = _registers;
        Side(jumping, target, prunes && feedback.First == 0);
        (_registers, _pc) = (registers, pc);
        Side(falling, pc + 1, prunes && feedback.Second == 0);
        (_registers, _pc) = (registers, pc);
    }

    private void Side(Block block, int target, bool isUnreached)
    {
        _block = block;
        if (!isUnreached || !_flow.Contains(target))
        {
            GoTo(target);
            return;
        }

        // The interpreter continues behind the jump, so the exit itself must count the branch: see ExitSite.
        block.End = BlockEnd.Exit;
        block.State = StateAt(target);
        block.Reason = ExitReason.Unreached;
        block.Site = _pc;
        block.SiteJumps = target != _pc + 1;
        _block = null;
    }
}
