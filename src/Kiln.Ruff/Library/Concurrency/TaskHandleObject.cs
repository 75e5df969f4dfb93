using Kiln.Ruff.Semantics;

namespace Kiln.Ruff.Library;

/// <summary>A program's handle of a task.</summary>
internal sealed class TaskHandleObject(GuestTask task) : RuffHostObject
{
    /// <inheritdoc/>
    public override string TypeName => "taskhandle";

    /// <inheritdoc/>
    public override string DebugForm => "TaskHandle";

    /// <summary>The task.</summary>
    public GuestTask Task { get; } = task;
}
