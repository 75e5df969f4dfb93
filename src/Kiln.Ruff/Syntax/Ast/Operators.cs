namespace Kiln.Ruff.Syntax;

/// <summary>The operators that evaluate both operands and combine them.</summary>
public enum InfixOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c></summary>
    Divide,

    /// <summary><c>%</c></summary>
    Modulo,

    /// <summary><c>==</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterEqual,
}

/// <summary>The operators that evaluate the right operand only if the left one does not decide.</summary>
public enum LogicalOperator
{
    /// <summary><c>&amp;&amp;</c>: a boolean.</summary>
    And,

    /// <summary><c>||</c>: a boolean.</summary>
    Or,

    /// <summary><c>??</c>: the left operand unless it is null.</summary>
    Coalesce,
}

/// <summary>The operators in front of an operand.</summary>
public enum PrefixOperator
{
    /// <summary><c>-</c></summary>
    Negate,

    /// <summary><c>!</c></summary>
    Not,
}

/// <summary>The predefined constructors of results and options.</summary>
public enum Constructor
{
    /// <summary><c>Ok(e)</c></summary>
    Ok,

    /// <summary><c>Err(e)</c></summary>
    Err,

    /// <summary><c>Some(e)</c></summary>
    Some,

    /// <summary><c>None</c></summary>
    None,
}

/// <summary>The keyword of a binding.</summary>
public enum BindingKind
{
    /// <summary><c>let</c>: cannot be reassigned.</summary>
    Let,

    /// <summary><c>mut</c>: can be reassigned.</summary>
    Mut,

    /// <summary><c>const</c>: cannot be reassigned; the pattern is a plain name.</summary>
    Const,
}

/// <summary>Source forms of the operators.</summary>
public static class OperatorText
{
    /// <summary>The operator as it is written.</summary>
    public static string Of(InfixOperator infix) => infix switch
    {
        InfixOperator.Add => "+",
        InfixOperator.Subtract => "-",
        InfixOperator.Multiply => "*",
        InfixOperator.Divide => "/",
        InfixOperator.Modulo => "%",
        InfixOperator.Equal => "==",
        InfixOperator.NotEqual => "!=",
        InfixOperator.Less => "<",
        InfixOperator.LessEqual => "<=",
        InfixOperator.Greater => ">",
        _ => ">=",
    };

    /// <summary>The operator as it is written.</summary>
    public static string Of(LogicalOperator logical) => logical switch
    {
        LogicalOperator.And => "&&",
        LogicalOperator.Or => "||",
        _ => "??",
    };

    /// <summary>The operator as it is written.</summary>
    public static string Of(PrefixOperator prefix) => prefix == PrefixOperator.Negate ? "-" : "!";
}
