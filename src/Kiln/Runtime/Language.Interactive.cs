namespace Kiln.Runtime;

/// <content>The language at a prompt.</content>
public abstract partial class Language
{
    /// <summary>Starts a conversation in the language; null if the language has none.</summary>
    /// <param name="context">The guest thread that evaluates.</param>
    /// <param name="options">How programs are run and diagnostics shown.</param>
    public virtual InteractiveSession? OpenSession(Context context, RunOptions options) => null;
}
