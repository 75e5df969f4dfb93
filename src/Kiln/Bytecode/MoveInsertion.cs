namespace Kiln.Bytecode;

/// <summary>
/// Turns copies into moves. A copy marks a container as shared, after which the next write through either name clones it. Where
/// the source variable is never read again, nothing is shared, and the copy becomes a move; an argument borrowed from such a
/// variable is simply handed over. This is what makes <c>xs := push(xs, v)</c> and <c>return xs</c> free of copying.
/// <para>
/// Example: <c>Borrow r5, r1; LoadInt r6, 7; Call r4(r5, r6) -> r1</c>. Register 1 is overwritten by the call and not read in
/// between, so it is dead after the borrow: the call may change the array in place.
/// </para>
/// <para>Classic backward liveness analysis over basic blocks (Aho, Lam, Sethi, Ullman, 9.2.5), with an edge from every protected
/// instruction to its handler.</para>
/// </summary>
internal static class MoveInsertion
{
    public static void Run(Instruction[] code, object[] objects, Handler[] handlers, int registerCount, List<BorrowSite> borrows, HashSet<int> pinned)
    {
        if (!Array.Exists(code, static i => i.Opcode is Opcode.Copy or Opcode.Borrow))
        {
            return;
        }

        var liveness = new Liveness(code, objects, handlers, registerCount);
        var callsByBorrow = new Dictionary<int, BorrowSite>(borrows.Count);
        foreach (BorrowSite site in borrows)
        {
            callsByBorrow[site.Borrow] = site;
        }

        liveness.VisitBackward((position, liveAfter) =>
        {
            ref Instruction instruction = ref code[position];
            if (instruction.Opcode is not (Opcode.Copy or Opcode.Borrow)
                || instruction.A == instruction.B
                || pinned.Contains(position)
                || liveAfter.Get(instruction.B))
            {
                return;
            }

            if (instruction.Opcode == Opcode.Copy)
            {
                instruction.Opcode = Opcode.Move;
            }
            else if (callsByBorrow.TryGetValue(position, out BorrowSite? site))
            {
                code[site.Call].D &= (byte)~(1 << site.Argument);
            }
        });
    }
}
