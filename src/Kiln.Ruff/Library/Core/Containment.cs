using Kiln.Ruff.Semantics;
using Kiln.Values;

namespace Kiln.Ruff.Library;

/// <summary>Looks for values in containers.</summary>
internal static class Containment
{
    /// <summary>The index of the first element that is of the same primitive type and equal; -1 if there is none.</summary>
    public static int IndexOf(ArrayObject array, Value item)
    {
        switch (array.Storage)
        {
            case ArrayStorage.Ints:
                return item.IsInt ? array.Ints.IndexOf(item.AsInt) : -1;
            case ArrayStorage.Bools:
                return item.IsBool ? array.Bools.IndexOf(item.AsBool) : -1;
            case ArrayStorage.Floats when !item.IsFloat:
                return -1;
        }

        for (int i = 0; i < array.Count; i++)
        {
            if (Equality.AreSamePrimitive(array[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a dict has a key. What cannot be a key is not there.</summary>
    public static bool HasKey(MapObject map, Value key) =>
        DictKeys.TryNormalize(key, out Value mapKey, out _) && map.ContainsKey(mapKey);
}
