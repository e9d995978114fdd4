using System.Buffers.Binary;
using System.Numerics;

namespace Unrolled.Data.Csv;

/// <summary>Finds numbers of texts by their bytes, without making texts of them.</summary>
/// <remarks>A hash table with open addressing. Its seed is random, so that no file can be made to have texts that all collide.</remarks>
internal sealed class Utf8Codes
{
    private const ulong Odd = 1;
    private const int None = -1;

    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | Odd;
    private readonly List<(int Start, int Length, int Code)> _entries = [];

    // The entry of each place, or none; at most half of them are taken.
    private int[] _places = NewPlaces(64);
    private byte[] _bytes = new byte[256];
    private int _byteCount;

    public bool TryGet(ReadOnlySpan<byte> text, out int code)
    {
        int entry = _places[Find(text)];
        code = entry == None ? 0 : _entries[entry].Code;
        return entry != None;
    }

    /// <summary>Adds a text that is not there.</summary>
    public void Add(ReadOnlySpan<byte> text, int code)
    {
        if (_bytes.Length - _byteCount < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_byteCount + text.Length), (int)Math.Min(Array.MaxLength, 2L * _bytes.Length)));
        }

        text.CopyTo(_bytes.AsSpan(_byteCount));
        _entries.Add((_byteCount, text.Length, code));
        _byteCount += text.Length;
        if (2 * _entries.Count <= _places.Length)
        {
            _places[Find(text)] = _entries.Count - 1;
            return;
        }

        _places = NewPlaces(2 * _places.Length);
        for (int entry = 0; entry < _entries.Count; entry++)
        {
            _places[Find(Text(entry))] = entry;
        }
    }

    /// <summary>The place of a text, or the free one where it belongs.</summary>
    private int Find(ReadOnlySpan<byte> text)
    {
        int place = Hash(text) & (_places.Length - 1);
        while (_places[place] is not None and int entry && !Text(entry).SequenceEqual(text))
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }

    private ReadOnlySpan<byte> Text(int entry) => _bytes.AsSpan(_entries[entry].Start, _entries[entry].Length);

    private int Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = _seed + (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * _seed, 32);
            text = text[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte letter in text)
        {
            rest = (rest << 8) | letter;
        }

        hash = (hash ^ rest) * _seed;
        return (int)(hash >> 33);
    }

    private static int[] NewPlaces(int count)
    {
        int[] places = new int[count];
        Array.Fill(places, None);
        return places;
    }
}
