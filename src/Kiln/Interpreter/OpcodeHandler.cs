// One handler per opcode: see Handlers. The arguments are the whole state of the interpreter; they stay in machine registers from
// handler to handler: register window, instruction, its feedback slot, guest thread, running function, tag of integers.
global using unsafe OpcodeHandler = delegate*<
    ref Kiln.Values.Value,
    ref Kiln.Bytecode.Instruction,
    ref Kiln.Bytecode.Feedback,
    Kiln.Runtime.Context,
    Kiln.Values.FunctionObject,
    Kiln.Values.HeapObject,
    void>;
