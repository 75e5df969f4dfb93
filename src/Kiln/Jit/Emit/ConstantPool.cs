using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kiln.Jit.Emit;

/// <summary>
/// The objects that compiled code refers to. They lie in arrays that the garbage collector does not move, so that code can contain the
/// addresses of their places. The compiled unit holds the pool, which keeps the objects alive as long as the code.
/// </summary>
internal sealed class ConstantPool
{
    private const int ChunkSize = 64;
    private readonly Dictionary<object, nint> _addresses = new(ReferenceEqualityComparer.Instance);
    private readonly List<object?[]> _chunks = [];
    private int _used = ChunkSize;

    /// <summary>The object whose place has an address; null if there is none.</summary>
    public object? At(nint address) => _addresses.FirstOrDefault(a => a.Value == address).Key;

    /// <summary>The address of the place that holds an object.</summary>
    public unsafe nint AddressOf(object value)
    {
        if (!_addresses.TryGetValue(value, out nint address))
        {
            if (_used == ChunkSize)
            {
                _chunks.Add(GC.AllocateArray<object?>(ChunkSize, pinned: true));
                _used = 0;
            }

            object?[] chunk = _chunks[^1];
            chunk[_used] = value;
            address = (nint)Unsafe.AsPointer(ref chunk[_used]);
            _used++;
            _addresses.Add(value, address);
        }

        return address;
    }
}
