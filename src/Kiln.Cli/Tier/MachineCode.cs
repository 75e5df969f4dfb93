using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Iced.Intel;
using Kiln.Runtime;
using Kiln.Tiering;
using Kiln.Values;

namespace Kiln.Cli.Tier;

/// <summary>
/// Prints machine code. .NET tells where a method's code is entered but not where it ends, so control flow is followed from there; only what can
/// be reached is read, which is never beyond the code.
/// </summary>
internal static unsafe class MachineCode
{
    // A stub is one or two jumps before the code: what .NET calls before it knows where the code will be.
    private const int MaximumStubs = 4;

    private const int LongestInstruction = 15;

    // Nothing that was compiled from 55,000 bytes of IL is longer.
    private const int MaximumInstructions = 200_000;

    /// <summary>Prints the machine code of a unit.</summary>
    public static void Print(TextWriter output, CompiledUnit unit)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            output.Write($"the machine code cannot be read: there is no disassembler for {RuntimeInformation.ProcessArchitecture}\n");
            return;
        }

        ulong entry = Path((ulong)unit.CodePointer)[^1];
        SortedDictionary<ulong, Instruction> code = Follow(entry);
        Dictionary<ulong, string> labels = Label(code, entry);
        var names = new Names(unit);
        var formatter = new IntelFormatter(new SymbolResolver(labels))
        {
            Options = { RipRelativeAddresses = false, SpaceAfterOperandSeparator = true, BranchLeadingZeros = false, ShowBranchSize = false, HexPrefix = "0x", HexSuffix = "" },
        };
        var text = new StringOutput();
        ulong expected = entry;
        foreach ((ulong address, Instruction instruction) in code)
        {
            if (address != expected)
            {
                output.Write("    ; not reached\n");
            }

            expected = instruction.NextIP;
            if (labels.TryGetValue(address, out string? label))
            {
                output.Write($"{label}:\n");
            }

            formatter.Format(instruction, text);
            string line = text.ToStringAndReset();
            string? note = names.NoteOn(instruction);
            output.Write(note is null ? $"    {line}\n" : $"    {line,-44} ; {note}\n");
        }

        ulong size = code.Count == 0 ? 0 : code.Values.Aggregate(0UL, static (sum, i) => sum + (ulong)i.Length);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"; {code.Count} instructions, {size} bytes, at 0x{entry:x}\n"));
    }

    /// <summary>The addresses that control passes through from one that may hold a stub; the last one holds code.</summary>
    private static List<ulong> Path(ulong address)
    {
        var path = new List<ulong> { address };
        while (path.Count <= MaximumStubs)
        {
            Instruction instruction = Decode(path[^1]);
            // Some stubs tell in a register which method is meant.
            if (instruction.Mnemonic == Mnemonic.Mov && instruction.Op0Register == Register.R10)
            {
                instruction = Decode(instruction.NextIP);
            }

            if (Target(instruction) is not { } target)
            {
                break;
            }

            path.Add(target);
        }

        return path;

        static ulong? Target(in Instruction instruction) => instruction.FlowControl switch
        {
            FlowControl.UnconditionalBranch => instruction.NearBranchTarget,
            FlowControl.IndirectBranch when instruction.IsIPRelativeMemoryOperand => *(ulong*)instruction.IPRelativeMemoryAddress,
            _ => null,
        };
    }

    private static Instruction Decode(ulong address)
    {
        var decoder = Decoder.Create(64, new MemoryReader(address));
        decoder.IP = address;
        return decoder.Decode();
    }

    private static SortedDictionary<ulong, Instruction> Follow(ulong entry)
    {
        var code = new SortedDictionary<ulong, Instruction>();
        var pending = new Stack<ulong>([entry]);
        while (pending.TryPop(out ulong address))
        {
            while (code.Count < MaximumInstructions && !code.ContainsKey(address))
            {
                Instruction instruction = Decode(address);
                if (instruction.IsInvalid)
                {
                    break;
                }

                code.Add(address, instruction);
                if (instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch && IsNear(entry, instruction.NearBranchTarget))
                {
                    pending.Push(instruction.NearBranchTarget);
                }

                if (instruction.FlowControl is FlowControl.Return or FlowControl.UnconditionalBranch or FlowControl.IndirectBranch or FlowControl.Interrupt or FlowControl.Exception)
                {
                    break;
                }

                address = instruction.NextIP;
            }
        }

        return code;
    }

    // A jump to another method leaves this one; methods lie apart, and none is that long.
    private static bool IsNear(ulong entry, ulong target) => target >= entry && target - entry < 1 << 20;

    private static Dictionary<ulong, string> Label(SortedDictionary<ulong, Instruction> code, ulong entry)
    {
        var targets = new SortedSet<ulong>(code.Values
            .Where(static i => i.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)
            .Select(static i => i.NearBranchTarget)
            .Where(code.ContainsKey));
        var labels = new Dictionary<ulong, string> { [entry] = "entry" };
        foreach (ulong target in targets.Where(t => t != entry))
        {
            labels.Add(target, string.Create(CultureInfo.InvariantCulture, $"L{labels.Count}"));
        }

        return labels;
    }

    private sealed class MemoryReader(ulong address) : CodeReader
    {
        private readonly ulong _end = address + LongestInstruction;
        private ulong _next = address;

        public override int ReadByte() => _next < _end ? *(byte*)_next++ : -1;
    }

    private sealed class SymbolResolver(Dictionary<ulong, string> labels) : ISymbolResolver
    {
        public bool TryGetSymbol(in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            bool known = labels.TryGetValue(address, out string? label);
            symbol = known ? new SymbolResult(address, label!) : default;
            return known;
        }
    }

    /// <summary>What addresses in the code stand for.</summary>
    private sealed class Names
    {
        private readonly CompiledUnit _unit;
        private readonly Dictionary<ulong, string?> _methods = [];

        // What a register holds, from the last instruction that loaded an address into it.
        private readonly Dictionary<Register, ulong> _addresses = [];

        public Names(CompiledUnit unit)
        {
            _unit = unit;
            Add((ulong)unit.CodePointer, "this function");
            foreach (MethodBase method in unit.Callees)
            {
                Add((ulong)method.MethodHandle.GetFunctionPointer(), $"{method.DeclaringType?.Name}.{method.Name}");
            }
        }

        /// <summary>What an instruction refers to; null if it is not known.</summary>
        public string? NoteOn(in Instruction instruction)
        {
            if (instruction.Mnemonic == Mnemonic.Mov && instruction.Op0Kind == OpKind.Register && instruction.Op1Kind == OpKind.Immediate64)
            {
                _addresses[instruction.Op0Register] = instruction.Immediate64;
                return NameOf(instruction.Immediate64);
            }

            return instruction.FlowControl switch
            {
                FlowControl.Call => NameOfCode(instruction.NearBranchTarget) ?? "a function of .NET",
                FlowControl.IndirectCall or FlowControl.IndirectBranch => Target(instruction) is { } target ? NameOfCode(target) : null,
                _ => null,
            };
        }

        // The stubs of all methods that never ran lead to one place, which therefore has no name.
        private void Add(ulong address, string name)
        {
            foreach (ulong step in Path(address))
            {
                _methods[step] = _methods.TryGetValue(step, out string? other) && other != name ? null : name;
            }
        }

        private ulong? Target(in Instruction instruction) => instruction switch
        {
            { Op0Kind: OpKind.Register } => Known(instruction.Op0Register),
            { IsIPRelativeMemoryOperand: true } => *(ulong*)instruction.IPRelativeMemoryAddress,
            { MemoryBase: Register.None, MemoryIndex: Register.None } => *(ulong*)instruction.MemoryDisplacement64,
            { MemoryIndex: Register.None, MemoryDisplacement64: 0 } when Known(instruction.MemoryBase) is { } cell => *(ulong*)cell,
            _ => null,
        };

        private ulong? Known(Register register) => _addresses.TryGetValue(register, out ulong address) ? address : null;

        private string? NameOf(ulong address) => _unit.ConstantAt((nint)address) is { } constant ? Describe(constant) : null;

        private string? NameOfCode(ulong address) => Path(address).Select(a => _methods.GetValueOrDefault(a)).FirstOrDefault(static n => n is not null);

        private static string Describe(object constant) => constant switch
        {
            ExitSite site => site.ToString(),
            GlobalCell cell => $"global {cell.Name}",
            FunctionObject function => $"function {FunctionNames.Of(function.Prototype)}",
            BuiltinObject builtin => $"builtin {builtin.Name}",
            _ => $"a {constant.GetType().Name}",
        };
    }
}
