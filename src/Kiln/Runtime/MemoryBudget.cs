namespace Kiln.Runtime;

/// <summary>How much managed heap programs may use when no limit was given: most of what the machine has.</summary>
internal static class MemoryBudget
{
    private const long Noticeable = 1 << 20;

    private static long s_default;

    [ThreadStatic]
    private static Context? t_guest;

    /// <summary>Makes a guest thread answer for what the current host thread allocates.</summary>
    public static void Enter(Context guest) => t_guest = guest;

    /// <summary>
    /// Announces that a value is about to grow. It will grow in any case, but a guest that leaves its limit this way is stopped at its next poll:
    /// waiting for a collection to notice would let values that double overshoot the limit many times.
    /// </summary>
    /// <param name="bytes">About how many bytes are going to be allocated.</param>
    public static void Announce(long bytes)
    {
        if (bytes < Noticeable)
        {
            return;
        }

        LargePages.OnGrowth();
        if (t_guest is { } guest && bytes + GC.GetTotalMemory(false) > For(guest.Engine.Limits))
        {
            guest.RequestInterrupt(Message(guest.Engine.Limits));
        }
    }

    public static long For(Limits limits) => limits.MemoryBytes ?? Default;

    public static string Message(Limits limits) => $"Memory limit of {For(limits) >> 20} MB exceeded";

    private static long Default
    {
        get
        {
            if (s_default == 0)
            {
                s_default = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 7;
            }

            return s_default;
        }
    }
}
