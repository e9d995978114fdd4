using Unrolled.Numerics;

namespace Unrolled;

/// <summary>Chooses the rows to hold out, of datasets and of tables.</summary>
internal static class HoldOut
{
    /// <summary>Any rows.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="fraction">The share of them to hold out.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="noun">What a row is called.</param>
    /// <param name="parameter">What the caller calls the fraction.</param>
    /// <returns>Both parts in random order.</returns>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    public static (int[] Training, int[] Held) Random(int count, double fraction, int seed, string noun, string parameter)
    {
        int held = Held(count, fraction, noun, parameter);
        int[] rows = Shuffled(count, seed);
        return (rows[held..], rows[..held]);
    }

    /// <summary>The same share of every class, see <see cref="Dataset.StratifiedSplit"/>.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="fraction">The share of them to hold out.</param>
    /// <param name="seed">Chooses them.</param>
    /// <param name="label">The class of a row.</param>
    /// <param name="noun">What a row is called.</param>
    /// <param name="parameter">What the caller calls the fraction.</param>
    /// <returns>Both parts in random order.</returns>
    /// <exception cref="ArgumentException">
    /// The fraction is not between 0 and 1, or leaves one part with fewer rows than there are classes.
    /// </exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows, or a class has only one.</exception>
    public static (int[] Training, int[] Held) Stratified(int count, double fraction, int seed, Func<int, int> label, string noun, string parameter)
    {
        int held = Held(count, fraction, noun, parameter);
        int[] rows = Shuffled(count, seed);
        int[][] classes = [.. rows.GroupBy(label).OrderBy(members => members.Key).Select(members => members.ToArray())];
        if (Array.Find(classes, members => members.Length == 1) is [int single])
        {
            throw new InvalidOperationException($"Class {label(single)} has 1 {noun}; each part needs one, so that at least 2 are needed.");
        }

        if (Math.Min(held, count - held) < classes.Length)
        {
            Require.Throw(
                fraction,
                $"such that each part has at least {Wording.Exact(classes.Length, noun)}, one of every class; of {Wording.Exact(count, noun)} "
                + $"it holds {Wording.Number(held)} out",
                parameter);
        }

        int[] heldOfClass = Apportionment.Of(held, Array.ConvertAll(classes, members => members.Length));
        bool[] isHeld = new bool[count];
        foreach ((int[] members, int some) in classes.Zip(heldOfClass))
        {
            foreach (int row in members.AsSpan(0, some))
            {
                isHeld[row] = true;
            }
        }

        return (Array.FindAll(rows, row => !isHeld[row]), Array.FindAll(rows, row => isHeld[row]));
    }

    private static int Held(int count, double fraction, string noun, string parameter)
    {
        Require.That(fraction is > 0 and < 1, fraction, "between 0 and 1, both excluded", parameter);
        if (count < 2)
        {
            throw new InvalidOperationException($"There {Wording.Are(count)} {Wording.Exact(count, noun)}; a split needs at least 2.");
        }

        return Math.Clamp((int)Math.Round(fraction * count), 1, count - 1);
    }

    private static int[] Shuffled(int count, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, count)];
        new Xoshiro256(seed).Shuffle(rows);
        return rows;
    }
}
