namespace Kiln.Runtime;

/// <summary>How much managed heap programs may use when no limit was given: most of what the machine has.</summary>
internal static class MemoryBudget
{
    private static long s_default;

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
