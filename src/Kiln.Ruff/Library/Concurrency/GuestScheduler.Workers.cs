using Kiln.Runtime;

namespace Kiln.Ruff.Library;

/// <content>The threads that run tasks.</content>
internal sealed partial class GuestScheduler
{
    // Runs a task on a thread made for it, and then tasks that are next in line anyway.
    private void Work(GuestTask first)
    {
        t_isWorker = true;
        Context? context = null;
        for (GuestTask? task = first; task is not null;)
        {
            if (context is null)
            {
                context = new Context(task.Engine, task.Language);
                GuestThread.EnterOnThisThread(context, TaskStackBytes);
            }

            lock (_gate)
            {
                _taskContexts.Add(context);
                task.BeginOn(context);
            }

            bool isReusable = task.Run(context);
            lock (_gate)
            {
                task.End();
                _taskContexts.Remove(context);
                _unfinishedTasks--;
                Settle(task, context);
                Monitor.PulseAll(_gate);
                context = isReusable && !context.IsInterrupted ? context : null;
                task = NextTask();
            }
        }
    }

    // An exit and a broken limit concern the whole program, whichever thread runs into them.
    private void Settle(GuestTask task, Context context)
    {
        if (context.Pending == PendingKind.Exit)
        {
            _exitCode ??= context.ExitCode;
        }
        else if (context.Pending == PendingKind.Interrupted && !task.IsCancelled && !HasEnded)
        {
            _mainContext?.RequestInterrupt(context.PendingMessage ?? string.Empty);
        }
    }

    private GuestTask? NextTask()
    {
        // An abandoned thread unwinds without the turn and must not hand it on.
        if (!ReferenceEquals(_holder, Thread.CurrentThread))
        {
            return null;
        }

        if (_exitCode is null && !HasEnded && _turns.First is { Value.Task: { } next })
        {
            _turns.RemoveFirst();
            _sliceStart = System.Diagnostics.Stopwatch.GetTimestamp();
            return next;
        }

        if (_exitCode is null || TryPromoteMain())
        {
            PassTurn();
        }
        else
        {
            _holder = null;
        }

        return null;
    }

    // A main program that is still blocked asks for the turn when it notices the exit.
    private bool TryPromoteMain()
    {
        for (LinkedListNode<Turn>? node = _turns.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Thread, _main))
            {
                _turns.Remove(node);
                _turns.AddFirst(node);
                return true;
            }
        }

        return false;
    }
}
