namespace Kiln.LineEditor;

/// <summary>What the editor asks whoever knows the meaning of the text.</summary>
public interface IAssistant
{
    /// <summary>Whether a text can be taken as it is; otherwise Enter starts another line.</summary>
    bool IsComplete(string text);

    /// <summary>How a text looks: stretches in order and without overlap.</summary>
    IReadOnlyList<StyledSpan> Style(string text);

    /// <summary>What the text before a position can be completed to.</summary>
    Completion Complete(string text, int position);
}

/// <summary>Ways to complete a text.</summary>
/// <param name="Start">Where the part begins that is replaced.</param>
/// <param name="Choices">What may stand there instead, in the order in which it is shown.</param>
public sealed record Completion(int Start, IReadOnlyList<string> Choices);
