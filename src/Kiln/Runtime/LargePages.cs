using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Runtime;

/// <summary>
/// Asks Linux for large pages where the heap grows, once a program turns out to need memory. Programs that build data touch much fresh
/// memory, and one page fault for two megabytes costs a fraction of 512 faults for 4 kilobytes each. Small programs would only pay for
/// pages that they do not fill, so nothing happens before the heap grows. It is advice: a system that does not follow it loses nothing.
/// </summary>
public static unsafe class LargePages
{
    // The runtime divides its heap into regions of this size and uses up a range of addresses from its beginning. By default the range
    // is larger than what is advised here; addresses that belong to nobody are skipped.
    private const nint RegionBytes = 4 << 20;
    private const long RangeBytes = 64L << 30;

    private const int HugePageAdvice = 14;

    private static bool s_wanted;

    /// <summary>Allows the advice. It concerns the whole process, so whoever owns the process decides.</summary>
    public static void Allow() => s_wanted = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Gives the advice, the first time it is called.</summary>
    internal static void OnGrowth()
    {
        if (s_wanted)
        {
            s_wanted = false;
            Advise();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Advise()
    {
        // The C library is in the process already: no need to know what its file is called.
        if (!NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out nint function))
        {
            return;
        }

        object young = new();
        nint start = *(nint*)Unsafe.AsPointer(ref young) & -RegionBytes;
        _ = ((delegate* unmanaged<nint, nint, int, int>)function)(start, unchecked((nint)RangeBytes), HugePageAdvice);
    }
}
