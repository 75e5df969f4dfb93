namespace Kiln.Tests.OperationMatrix;

/// <summary>The operands of the matrix: at least one of each kind, and those at which an operation of the kind changes its behaviour.</summary>
internal static class Operands
{
    /// <summary>Definitions that the expressions below refer to.</summary>
    public const string Definitions =
        """
        nan := to_float("nan")
        inf := to_float("inf")
        huge := to_float("1e308")
        highest := 9223372036854775807
        lowest := -9223372036854775807 - 1
        enum Shape { Dot, Box }
        struct Point {
            x,
            y,
            func norm(self) {
                return self.x * self.x + self.y * self.y
            }
            func op_add(other) {
                return "op_add"
            }
            func op_neg() {
                return "op_neg"
            }
        }
        struct Plain {
            y,
            x
        }
        func twice(n) {
            return n + n
        }
        dot := Shape::Dot
        box := Shape::Box(3)
        func show(v) {
            return type(v) + " " + to_string(v)
        }

        """;

    /// <summary>One of each kind, as the second operand of operations for which edges matter less.</summary>
    public static string[] Few { get; } = ["2", "-1", "highest", "0.5", "nan", "true", "null", "\"a\"", "[1]", "{\"a\": 1}", "Plain { y: 1, x: 2.5 }", "twice", "box"];

    /// <summary>Expressions, each of another kind or at another edge.</summary>
    public static string[] All { get; } =
    [
        "0", "1", "-1", "7", "63", "3037000500", "4611686018427387904", "highest", "lowest",
        "0.0", "-0.0", "1.5", "-2.5", "9007199254740993.0", "huge", "inf", "nan",
        "true", "false", "null",
        "\"\"", "\"a\"", "\"abc\"", "\"x\ud83d\ude00y\"",
        "[]", "[1, 2, 3]", "[1.5, -0.0]", "[true, false]", "[1, \"a\", null]", "[[1], [2]]",
        "{}", "{\"a\": 1, \"x\": 2}", "{0: 5, 1: 6}",
        "Point { x: 3, y: 4 }", "Plain { y: 1, x: 2.5 }", "twice", "len", "dot", "box", "Some(1)", "None", "Err(\"no\")",
    ];
}
