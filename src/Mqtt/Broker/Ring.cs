using System.Numerics;

namespace Kith.Mqtt.Broker;

/// <summary>
/// A queue whose elements can be looked at and taken from the middle; cheap near the front. Holds no array while empty from the start.
/// </summary>
internal struct Ring<T>
{
    private const int FirstSize = 4;
    private T[]? _items;
    private int _head;

    public int Count { get; private set; }

    public readonly ref T this[int index] => ref _items![(_head + index) & (_items.Length - 1)];

    public void Add(in T item)
    {
        if (_items is null || Count == _items.Length)
        {
            Grow();
        }
        this[Count++] = item;
    }

    /// <summary>Moves the elements before it back by one.</summary>
    public void RemoveAt(int index)
    {
        for (var i = index; i > 0; i--)
        {
            this[i] = this[i - 1];
        }
        this[0] = default!;
        _head = (_head + 1) & (_items!.Length - 1);
        Count--;
    }

    public void Clear()
    {
        _items = null;
        _head = 0;
        Count = 0;
    }

    private void Grow()
    {
        var larger = new T[_items is null ? FirstSize : (int)BitOperations.RoundUpToPowerOf2((uint)_items.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }
        _items = larger;
        _head = 0;
    }
}
