using Kiln.Ruff.Interactive;
using Kiln.Runtime;

namespace Kiln.Ruff;

/// <content>Ruff at a prompt.</content>
public sealed partial class RuffLanguage
{
    /// <inheritdoc/>
    public override InteractiveSession OpenSession(Context context, RunOptions options) => new RuffSession(context, options);
}
