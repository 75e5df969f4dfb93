using Kiln.Consair.Interactive;
using Kiln.Runtime;

namespace Kiln.Consair;

/// <content>Consair at a prompt.</content>
public sealed partial class ConsairLanguage
{
    /// <inheritdoc/>
    public override InteractiveSession OpenSession(Context context, RunOptions options) => new ConsairSession(context, options);
}
