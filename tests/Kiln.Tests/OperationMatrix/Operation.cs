namespace Kiln.Tests.OperationMatrix;

/// <summary>An operation of the matrix: the body of a tiny function, and operands that it becomes used to before it sees another pair.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Body">The body of a function with parameters a and b.</param>
/// <param name="IsBinary">Whether b matters.</param>
/// <param name="Warm">Pairs of operands to warm up with; each pair makes cases of its own.</param>
internal sealed record Operation(string Name, string Body, bool IsBinary, params (string A, string B)[] Warm)
{
    private static readonly (string A, string B) s_ints = ("6", "4");
    private static readonly (string A, string B) s_floats = ("6.5", "4.25");
    private static readonly (string A, string B) s_texts = ("\"ab\"", "\"cd\"");
    private static readonly (string A, string B) s_bools = ("true", "false");
    private static readonly (string A, string B) s_array = ("[4, 5, 6]", "1");
    private static readonly (string A, string B) s_point = ("Point { x: 1, y: 2 }", "2");

    /// <summary>The second operands that it is tried with: all for operators and elements themselves, few for what is made of them.</summary>
    public string[] SecondOperands => !IsBinary ? ["null"] : Body.StartsWith("return a", StringComparison.Ordinal) ? Operands.All : Operands.Few;

    /// <summary>All operations.</summary>
    public static IEnumerable<Operation> All()
    {
        foreach (string sign in new[] { "+", "-", "*", "/", "%" })
        {
            yield return new Operation(sign, $"return a {sign} b", true, s_ints, s_floats);
            yield return new Operation($"guarded {sign}", $"try {{ return a {sign} b }} except e {{ return e.message }}", true, s_ints);
            yield return new Operation($"{sign}=", $"a {sign}= b return a", true, ("6", "1.5"));
            foreach (string constant in new[] { "1", "-1", "0", "1.5", "\"c\"", "9223372036854775807" })
            {
                yield return new Operation($"{sign} {constant}", $"return a {sign} {constant}", false, s_ints, s_floats);
                yield return new Operation($"{constant} {sign}", $"return {constant} {sign} a", false, s_ints);
            }
        }

        yield return new Operation("+", "return a + b", true, s_texts);
        foreach (string sign in new[] { "==", "!=", "<", "<=", ">", ">=" })
        {
            yield return new Operation(sign, $"return a {sign} b", true, s_ints, s_texts);
            yield return new Operation($"if {sign}", $"if a {sign} b {{ return \"yes\" }} return \"no\"", true, s_ints, s_floats);
            yield return new Operation($"while {sign}", $"n := 0 while a {sign} b {{ n := n + 1 if n > 3 {{ break }} }} return n", true, s_ints);
            foreach (string constant in new[] { "1", "0", "1.5", "\"abc\"", "true", "null" })
            {
                yield return new Operation($"{sign} {constant}", $"return a {sign} {constant}", false, s_ints, s_texts);
                yield return new Operation($"if {sign} {constant}", $"if a {sign} {constant} {{ return 1 }} return 0", false, s_ints);
            }
        }

        foreach (string sign in new[] { "&&", "||", "??" })
        {
            yield return new Operation(sign, $"return a {sign} b", true, s_bools);
        }

        foreach (Operation operation in Unary().Concat(Containers()))
        {
            yield return operation;
        }
    }

    private static IEnumerable<Operation> Unary()
    {
        yield return new Operation("negate", "return -a", false, s_ints, s_floats);
        yield return new Operation("not", "return !a", false, s_bools);
        yield return new Operation("if", "if a { return 1 } return 0", false, s_bools, s_ints);
        yield return new Operation("if not", "if !a { return 1 } return 0", false, s_bools);
        yield return new Operation("text", "return \"<${a}>\"", false, s_ints, s_texts);
        yield return new Operation("try", "n := a? return Ok(n)", false, ("Ok(1)", ""), ("Some(2)", ""));
        yield return new Operation("match", "match a { case Ok(v): { return v } case Some(v): { return v } case Shape::Box(v): { return v } case abc: { return 1 } default: { return 0 } }", false, ("Ok(1)", ""));
        yield return new Operation("call 0", "return a()", false, ("func() { return 1 }", ""));
        yield return new Operation("call 1", "return a(b)", true, ("twice", "2"));
        yield return new Operation("call 2", "return a(b, 1)", false, ("func(p, q) { return q }", "2"));
        yield return new Operation("method", "return a.norm()", false, s_point);
        yield return new Operation("method with argument", "return a.norm(b)", false, s_point);
        foreach (string builtin in new[] { "len", "to_string", "to_int", "to_float", "abs", "sqrt", "floor", "sum", "sort", "keys", "type", "is_int", "range", "upper" })
        {
            yield return new Operation(builtin, $"return {builtin}(a)", false, s_ints, s_array);
        }

        foreach (string builtin in new[] { "min", "max", "pow", "push", "contains", "index_of", "bit_and", "bit_shl", "get", "concat", "has_key" })
        {
            yield return new Operation(builtin, $"return {builtin}(a, b)", true, s_ints, s_array);
        }
    }

    private static IEnumerable<Operation> Containers()
    {
        (string, string) floats = ("[1.5, 2.5]", "1");
        (string, string) map = ("{\"k\": 1, \"a\": 2}", "\"k\"");
        (string, string) numbers = ("{1: 10, 2: 20}", "1");
        yield return new Operation("index", "return a[b]", true, s_array, floats, map, numbers, ("\"abc\"", "1"));
        yield return new Operation("index 1", "return a[1]", false, s_array, numbers);
        yield return new Operation("index -1", "return a[-1]", false, s_array);
        yield return new Operation("index text", "return a[\"a\"]", false, map);
        yield return new Operation("store", "a[b] := 7 return a", true, s_array, floats, map, numbers);
        yield return new Operation("store element", "xs := [1, 2, 3] xs[1] := a return xs", false, s_ints, s_floats);
        yield return new Operation("store float element", "xs := [1.5, 2.5] xs[1] := a return xs", false, s_floats);
        yield return new Operation("store at", "xs := [1, 2, 3] xs[a] := 9 return xs", false, ("1", ""));
        yield return new Operation("store key", "d := {} d[a] := b return d", true, s_ints, s_texts);
        yield return new Operation("update element", "a[b] += 1 return a", true, s_array, numbers);
        yield return new Operation("store into copy", "c := a c[b] := 7 return [a, c]", true, s_array);
        yield return new Operation("field", "return a.x", false, s_point);
        yield return new Operation("field if any", "return a?.x", false, s_point, ("null", ""));
        yield return new Operation("store field", "a.x := b return a", true, s_point);
        yield return new Operation("update field", "a.x += 1 return a", false, s_point);
        yield return new Operation("iterate", "n := 0 last := null for x in a { n := n + 1 last := x if n > 4 { break } } return [n, last]", false, s_array, s_ints, s_texts);
        yield return new Operation("range", "n := 0 for x in range(a, b) { n := n + x if x > 60 { break } } return n", true, ("1", "4"));
        yield return new Operation("spread array", "return [0, ...a]", false, s_array);
        yield return new Operation("spread map", "return {\"z\": 0, ...a}", false, map);
        yield return new Operation("destructure array", "let [p, q, ...r] := a return [p, q, r]", false, s_array);
        yield return new Operation("destructure map", "let {x, ...r} := a return [x, r]", false, map);
        yield return new Operation("map", "return map(a, func(x) { return x + 1 })", false, s_array);
        yield return new Operation("capture", "f := func(n) { a := a + n return a } f(b) return f(b)", true, s_ints);
    }
}
