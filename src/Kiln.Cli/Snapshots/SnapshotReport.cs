using System.Globalization;

namespace Kiln.Cli.Snapshots;

/// <summary>Runs snapshot tests on all cores and tells how they ended, in the order of their paths.</summary>
internal sealed class SnapshotReport(TextWriter output, bool verbose)
{
    private int _failed;
    private int _passed;
    private int _skipped;

    /// <summary>Runs all tests.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<SnapshotProgram> programs, SnapshotRunner runner)
    {
        var outcomes = new TaskCompletionSource<SnapshotOutcome>[programs.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = new TaskCompletionSource<SnapshotOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        int next = -1;
        for (int worker = 0; worker < Math.Min(Environment.ProcessorCount, programs.Count); worker++)
        {
            new Thread(Work) { IsBackground = true }.Start();
        }

        foreach (TaskCompletionSource<SnapshotOutcome> outcome in outcomes)
        {
            Tell(outcome.Task.GetAwaiter().GetResult());
        }

        Summarize();
        return _failed == 0 ? ExitCode.Success : ExitCode.TestsFailed;

        void Work()
        {
            for (int i = Interlocked.Increment(ref next); i < outcomes.Length; i = Interlocked.Increment(ref next))
            {
                try
                {
                    outcomes[i].SetResult(runner.Run(programs[i]));
                }
                catch (Exception e)
                {
                    outcomes[i].SetException(e);
                }
            }
        }
    }

    private void Tell(SnapshotOutcome outcome)
    {
        string milliseconds = outcome.Elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        switch (outcome.Status)
        {
            case SnapshotStatus.Skipped:
                _skipped++;
                if (verbose)
                {
                    output.WriteLine($"[-] {outcome.Program.Path}: skipped, {outcome.Explanation}");
                }

                break;
            case SnapshotStatus.Failed:
                _failed++;
                output.WriteLine($"[✗] {outcome.Program.Path} ({milliseconds}ms)");
                foreach (string line in outcome.Explanation.Split('\n'))
                {
                    output.WriteLine("    " + line);
                }

                break;
            default:
                _passed++;
                if (verbose || outcome.Status == SnapshotStatus.Updated)
                {
                    string note = outcome.Explanation.Length > 0 ? ": " + outcome.Explanation : "";
                    output.WriteLine($"[✓] {outcome.Program.Path} ({milliseconds}ms){note}");
                }

                break;
        }

        output.Flush();
    }

    private void Summarize()
    {
        if (_skipped > 0)
        {
            output.WriteLine($"[i] Skipped {_skipped} without an expected output or with tests of their own; -v lists them, --update writes outputs");
        }

        output.WriteLine($"[{(_failed == 0 ? '✓' : '✗')}] Passed {_passed}/{_passed + _failed} tests");
        output.Flush();
    }
}
