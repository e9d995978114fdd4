namespace Unrolled.Accumulators.Tests;

/// <summary>Changes the features of a position at random, in an accumulator and in a list of its own, with pushes and pops between.</summary>
internal sealed class RandomWalk(AccumulatorShape shape, NetworkUnderTest.Instance instance, int seed)
{
    private const int Depth = 16;

    private readonly Random _random = new(seed);
    private readonly Stack<AccumulatorFeature[]> _below = new();
    private readonly List<AccumulatorFeature> _on = [];

    public IReadOnlyList<AccumulatorFeature> Features => _on;

    /// <summary>How many changes there were.</summary>
    public int Changes { get; private set; }

    /// <summary>Begins with a position.</summary>
    public void Set(IEnumerable<AccumulatorFeature> features)
    {
        _on.Clear();
        _on.AddRange(features);
        instance.Refresh(_on);
    }

    public void Step()
    {
        switch (_random.Next(4))
        {
            case 0 when _below.Count < Depth:
                instance.Push();
                _below.Push([.. _on]);
                break;
            case 1 when _below.Count > 0:
                instance.Pop();
                _on.Clear();
                _on.AddRange(_below.Pop());
                break;
            default:
                Change();
                break;
        }
    }

    /// <summary>Changes a position into another, by random kinds of changes.</summary>
    public void Lead(IReadOnlyCollection<AccumulatorFeature> to)
    {
        Queue<AccumulatorFeature> off = new(_on.Except(to)), on = new(to.Except(_on));
        while (off.Count + on.Count > 0)
        {
            if (off.Count >= 2 && on.Count >= 2)
            {
                Apply("MoveTwo", [off.Dequeue(), off.Dequeue()], [on.Dequeue(), on.Dequeue()]);
            }
            else if (off.Count >= 2 && on.Count >= 1)
            {
                Apply("Capture", [off.Dequeue(), off.Dequeue()], [on.Dequeue()]);
            }
            else if (off.Count >= 1 && on.Count >= 1)
            {
                Apply("Move", [off.Dequeue()], [on.Dequeue()]);
            }
            else if (off.Count >= 1)
            {
                Apply("Remove", [off.Dequeue()], []);
            }
            else
            {
                Apply("Add", [], [on.Dequeue()]);
            }
        }
    }

    private void Change()
    {
        int most = Math.Min(shape.MaxActiveFeatures, shape.Features);
        int removed = _random.Next(Math.Min(2, _on.Count) + 1);
        int added = _random.Next(Math.Min(2, most - _on.Count) + 1);
        string? name = (removed, added) switch
        {
            (0, 1) => "Add",
            (1, 0) => "Remove",
            (1, 1) => "Move",
            (2, 1) => "Capture",
            (2, 2) => "MoveTwo",
            _ => null,
        };
        if (name is not null)
        {
            AccumulatorFeature[] off = [.. Enumerable.Range(0, removed).Select(_ => _on[_random.Next(_on.Count)]).Distinct()];
            if (off.Length == removed)
            {
                List<AccumulatorFeature> on = [];
                while (on.Count < added)
                {
                    on.Add(new AccumulatorFeature(Free(_on.Concat(on).Select(f => f.First)), Free(_on.Concat(on).Select(f => f.Second))));
                }

                Apply(name, off, [.. on]);
            }
        }
    }

    /// <summary>A number that is off.</summary>
    private int Free(IEnumerable<int> taken)
    {
        HashSet<int> used = [.. taken];
        int number;
        do
        {
            number = _random.Next(shape.Features);
        }
        while (used.Contains(number));

        return number;
    }

    private void Apply(string name, AccumulatorFeature[] off, AccumulatorFeature[] on)
    {
        instance.Change(name, name == "MoveTwo" ? [off[0], on[0], off[1], on[1]] : [.. off, .. on]);
        Array.ForEach(off, f => _on.Remove(f));
        _on.AddRange(on);
        Changes++;
    }
}
