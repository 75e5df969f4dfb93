using Kiln.Jit.Graphs;

namespace Kiln.Jit.Passes;

/// <summary>
/// A hash table of what has been computed: nodes are the same if operation, operands and immediate are, and what they read has the same version.
/// A table of its own: .NET compiles a general one with keys like these only when the program runs, which takes longer than the whole pass.
/// </summary>
internal sealed class Expressions
{
    private const int InitialSize = 64;

    private Entry?[] _buckets = new Entry?[InitialSize];
    private int _count;

    private sealed class Entry(Node expression, long version, ulong hash, Entry? next)
    {
        public Node Expression { get; } = expression;

        public long Version { get; } = version;

        public ulong Hash { get; } = hash;

        public Node? Value { get; set; }

        public Entry? Next { get; set; } = next;
    }

    /// <summary>The node that holds the value of an expression; null if there is none.</summary>
    public Node? Find(Node expression, long version) => Locate(expression, version, HashOf(expression, version))?.Value;

    /// <summary>Notes which node holds the value of an expression.</summary>
    public void Set(Node expression, long version, Node value)
    {
        ulong hash = HashOf(expression, version);
        Entry? entry = Locate(expression, version, hash);
        if (entry is null)
        {
            if (++_count > _buckets.Length)
            {
                Grow();
            }

            ref Entry? bucket = ref BucketOf(hash);
            bucket = entry = new Entry(expression, version, hash, bucket);
        }

        entry.Value = value;
    }

    private Entry? Locate(Node expression, long version, ulong hash)
    {
        Entry? entry = BucketOf(hash);
        while (entry is not null && !(entry.Hash == hash && entry.Version == version && AreSame(entry.Expression, expression)))
        {
            entry = entry.Next;
        }

        return entry;
    }

    private ref Entry? BucketOf(ulong hash) => ref _buckets[(int)(hash & (ulong)(_buckets.Length - 1))];

    private void Grow()
    {
        Entry?[] old = _buckets;
        _buckets = new Entry?[old.Length * 2];
        foreach (Entry? first in old)
        {
            for (Entry? entry = first; entry is not null;)
            {
                Entry? next = entry.Next;
                ref Entry? bucket = ref BucketOf(entry.Hash);
                entry.Next = bucket;
                bucket = entry;
                entry = next;
            }
        }
    }

    private static bool AreSame(Node a, Node b)
    {
        if (a.Op != b.Op || a.Representation != b.Representation || a.Number != b.Number || !ReferenceEquals(a.Aux, b.Aux) || a.Inputs.Length != b.Inputs.Length)
        {
            return false;
        }

        for (int i = 0; i < a.Inputs.Length; i++)
        {
            if (!ReferenceEquals(a.Inputs[i], b.Inputs[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static ulong HashOf(Node node, long version)
    {
        // Multiplicative hashing: Knuth, The Art of Computer Programming, volume 3, 6.4.
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong hash = unchecked(((ulong)node.Op * 31) + (ulong)node.Number + (ulong)version);
        foreach (Node input in node.Inputs)
        {
            hash = unchecked((hash * Factor) + (uint)input.Id);
        }

        return unchecked(hash * Factor) >> 20;
    }
}
