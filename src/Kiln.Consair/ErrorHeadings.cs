namespace Kiln.Consair;

/// <summary>What stands before the message of an error.</summary>
/// <param name="Syntax">Of a form that cannot be read.</param>
/// <param name="Evaluation">Of a form whose evaluation failed.</param>
internal sealed record ErrorHeadings(string Syntax, string Evaluation)
{
    /// <summary>For the forms of a file.</summary>
    public static ErrorHeadings File { get; } = new("", "Evaluation error: ");

    /// <summary>For the inputs of a prompt.</summary>
    public static ErrorHeadings Prompt { get; } = new("⚠ Parse error: ", "⚠ Error: ");
}
