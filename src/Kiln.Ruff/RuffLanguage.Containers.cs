using Kiln.Ruff.Library;
using Kiln.Ruff.Modules;
using Kiln.Ruff.Semantics;
using Kiln.Ruff.Syntax;
using Kiln.Runtime;
using Kiln.Values;

namespace Kiln.Ruff;

/// <content>Elements, fields, methods, literals and iteration.</content>
public sealed partial class RuffLanguage
{
    private const string InvalidIndex = "Invalid index operation";

    /// <inheritdoc/>
    public override Value GetIndex(Context context, Value container, Value index)
    {
        switch (container.Kind)
        {
            case Kind.Map:
                return GetEntry(context, container.AsMap, index);
            case Kind.String when TryPosition(index, out long position):
                {
                    StringObject text = container.AsString;
                    return TryLocate(position, text.Length, out int at) ? new Value(text.CharacterAt(at)) : OutOfBounds(context, position);
                }

            case Kind.Array when TryPosition(index, out long position):
                {
                    ArrayObject array = container.AsArray;
                    return TryLocate(position, array.Count, out int at) ? array[at] : OutOfBounds(context, position);
                }

            case Kind.Host when container.Tag is BytesObject bytes && TryPosition(index, out long position):
                return TryLocate(position, bytes.Length, out int offset) ? Value.FromInt(bytes.Span[offset]) : OutOfBounds(context, position);
            default:
                return context.Fail(InvalidIndex);
        }
    }

    /// <inheritdoc/>
    public override Value SetIndex(Context context, Value container, Value index, Value value)
    {
        switch (container.Kind)
        {
            case Kind.Array when TryPosition(index, out long position):
                {
                    ArrayObject array = container.AsArray;
                    if (!TryLocate(position, array.Count, out int at))
                    {
                        return OutOfBounds(context, position);
                    }

                    array = array.Shared ? array.Clone() : array;
                    array.Set(at, value);
                    return new Value(array);
                }

            case Kind.Map when index.IsInt:
                {
                    MapObject map = container.AsMap;
                    map = map.Shared ? map.Clone() : map;
                    map.Set(index.AsInt, value);
                    return new Value(map);
                }

            case Kind.Map when index.IsString:
                {
                    MapObject map = container.AsMap;
                    map = map.Shared ? map.Clone() : map;
                    Put(map, DictKeys.OfText(index.AsString), isText: true, value);
                    return new Value(map);
                }

            default:
                return context.Fail("Invalid index assignment");
        }
    }

    /// <inheritdoc/>
    public override Value GetField(Context context, Value container, string name)
    {
        switch (container.Kind)
        {
            case Kind.Record:
                return container.AsRecord.TryGet(name, out Value field) ? field : context.Fail($"Field not found: {name}");
            case Kind.Map:
                return DictKeys.TryNormalize(Value.FromString(name), out Value key, out _) && container.AsMap.TryGet(key, out Value value) ? value : Value.Nil;
            case Kind.Host when container.Tag is ModuleNamespace module:
                return module.Get(context, name);
            default:
                return NoSuchMember(context, name);
        }
    }

    /// <inheritdoc/>
    public override Value SetField(Context context, Value container, string name, Value value)
    {
        switch (container.Kind)
        {
            case Kind.Record:
                {
                    RecordObject record = container.AsRecord;
                    record = record.Shared ? record.Clone() : record;
                    return new Value(record.With(name, value));
                }

            case Kind.Map:
                return SetIndex(context, container, Value.FromString(name), value);
            default:
                return context.Fail("Cannot set field on non-struct");
        }
    }

    /// <inheritdoc/>
    public override Value LoadMethod(Context context, Value receiver, string name)
    {
        switch (receiver.Kind)
        {
            case Kind.Record:
                {
                    RecordObject record = receiver.AsRecord;
                    if (record.TryGet(name, out Value field))
                    {
                        return field;
                    }

                    if (record.Shape.Type.TryGetMethod(name, out Value method) || context.Engine.ImpliedType(record.Shape.Type.Name).TryGetMethod(name, out method))
                    {
                        return method;
                    }

                    return context.Fail($"Field not found: {name}");
                }

            case Kind.Map:
                return GetField(context, receiver, name);
            case Kind.Host when receiver.Tag is ModuleNamespace module:
                return module.GetMethod(context, name);
            case Kind.Host when receiver.Tag is RuffHostObject:
                return HostMethods.Of(name);
            default:
                return NoSuchMember(context, name);
        }
    }

    /// <inheritdoc/>
    public override Value Iterate(Context context, Value iterable)
    {
        switch (iterable.Kind)
        {
            case Kind.Int or Kind.Array or Kind.String or Kind.Generator or Kind.Iterator:
                return iterable;
            case Kind.Float:
                return Value.FromInt(Argument.Truncate(iterable.AsFloat));
            case Kind.Map:
                return new Value(KeysInOrder(iterable.AsMap));
            default:
                return context.Fail("Cannot iterate over non-iterable type");
        }
    }

    /// <inheritdoc/>
    public override Value PutEntry(Context context, MapObject map, Value key, Value value)
    {
        if (!DictKeys.TryNormalizeLiteral(key, out Value mapKey))
        {
            return context.Fail("Dict keys must be strings");
        }

        Put(map, mapKey, !key.IsInt, value);
        return Value.Nil;
    }

    /// <inheritdoc/>
    public override Value PutAll(Context context, MapObject map, Value source)
    {
        if (!source.IsMap)
        {
            return context.Fail("Can only spread dicts");
        }

        MapObject from = source.AsMap;
        for (int i = 0; i < from.EntryLimit; i++)
        {
            if (from.TryGetEntry(i, out Value key, out Value value))
            {
                map.Set(key, value.Share());
            }
        }

        map.HasTextKeys |= from.HasTextKeys;
        return Value.Nil;
    }

    /// <inheritdoc/>
    public override Value AppendAll(Context context, ArrayObject array, Value source)
    {
        if (!source.IsArray)
        {
            return context.Fail("Can only spread arrays");
        }

        ArrayObject from = source.AsArray;
        for (int i = 0; i < from.Count; i++)
        {
            array.Add(from[i].Share());
        }

        return Value.Nil;
    }

    /// <summary>Puts a value under a normalised key.</summary>
    internal static void Put(MapObject map, Value key, bool isText, Value value)
    {
        if (isText)
        {
            map.HasTextKeys = true;
        }

        map.Set(key, value);
    }

    private static ArrayObject KeysInOrder(MapObject map)
    {
        var keys = new Value[map.Count];
        int next = 0;
        for (int i = 0; i < map.EntryLimit; i++)
        {
            if (map.TryGetEntry(i, out Value key, out _))
            {
                keys[next++] = new Value(DictKeys.KeyText(key));
            }
        }

        return ArrayObject.Adopt(keys, next);
    }

    private static Value GetEntry(Context context, MapObject map, Value index)
    {
        if (index.IsInt)
        {
            return map.TryGet(index.AsInt, out Value byNumber) ? byNumber : context.Fail($"Missing map key: {index.AsInt}");
        }

        if (!DictKeys.TryNormalize(index, out Value key, out _))
        {
            return context.Fail(InvalidIndex);
        }

        return map.TryGet(key, out Value value) ? value : context.Fail($"Missing map key: {StringText.Quote(index.AsString.Span)}");
    }

    // Finite floats count as positions, cut to integers.
    private static bool TryPosition(Value index, out long position)
    {
        position = index.IsInt ? index.AsInt : 0;
        if (index.IsFloat && double.IsFinite(index.AsFloat))
        {
            position = Argument.Truncate(index.AsFloat);
            return true;
        }

        return index.IsInt;
    }

    private static bool TryLocate(long position, int count, out int at)
    {
        long offset = position < 0 ? position + count : position;
        at = (int)Math.Clamp(offset, 0, int.MaxValue);
        return offset >= 0 && offset < count;
    }

    private static Value OutOfBounds(Context context, long position) => context.Fail($"Index out of bounds: {position}");

    private static Value NoSuchMember(Context context, string name) => context.Fail($"Cannot access field or method '{name}' on non-struct value");
}
