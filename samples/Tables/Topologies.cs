using Unrolled;

namespace TablesSample;

/// <summary>The networks of this program, which a table has to fit.</summary>
internal static class Topologies
{
    public static IReadOnlyList<Topology> All { get; } =
    [
        .. Of<Linear16Numbers, Small16Numbers, Large16Numbers>(),
        .. Of<Linear16Binary, Small16Binary, Large16Binary>(),
        .. Of<Linear16Classes3, Small16Classes3, Large16Classes3>(),
        .. Of<Linear16Classes4, Small16Classes4, Large16Classes4>(),
        .. Of<Linear16Classes5, Small16Classes5, Large16Classes5>(),
        .. Of<Linear16Classes6, Small16Classes6, Large16Classes6>(),
        .. Of<Linear64Numbers, Small64Numbers, Large64Numbers>(),
        .. Of<Linear64Binary, Small64Binary, Large64Binary>(),
        .. Of<Linear64Classes3, Small64Classes3, Large64Classes3>(),
        .. Of<Linear64Classes4, Small64Classes4, Large64Classes4>(),
        .. Of<Linear64Classes5, Small64Classes5, Large64Classes5>(),
        .. Of<Linear64Classes6, Small64Classes6, Large64Classes6>(),
        .. Of<Linear256Numbers, Small256Numbers, Large256Numbers>(),
        .. Of<Linear256Binary, Small256Binary, Large256Binary>(),
        .. Of<Linear256Classes3, Small256Classes3, Large256Classes3>(),
        .. Of<Linear256Classes4, Small256Classes4, Large256Classes4>(),
        .. Of<Linear256Classes5, Small256Classes5, Large256Classes5>(),
        .. Of<Linear256Classes6, Small256Classes6, Large256Classes6>(),
    ];

    /// <summary>The narrowest networks for so many inputs, the simplest first.</summary>
    /// <param name="inputs">What the columns make.</param>
    /// <param name="classes">The number of classes to tell apart; null for a number.</param>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public static IReadOnlyList<Topology> For(int inputs, int? classes)
    {
        Topology[] ofKind = [.. All.Where(topology => topology.Classes == classes)];
        if (ofKind.Length == 0)
        {
            throw new InvalidDataException(
                $"There are {classes} classes, but this program has networks for at most {All.Max(topology => topology.Classes)}: "
                + "write more into Networks.cs and Topologies.cs and build again, for the widths of a network are part of its type.");
        }

        Topology[] wideEnough = [.. ofKind.Where(topology => topology.Inputs >= inputs)];
        return wideEnough.Length > 0
            ? [.. wideEnough.Where(topology => topology.Inputs == wideEnough.Min(other => other.Inputs))]
            : throw new InvalidDataException(
                $"The columns make {inputs} inputs, but the widest network of this program takes {ofKind.Max(topology => topology.Inputs)}: leave columns out "
                + "with --without, those with many categories first, or write a wider network into Networks.cs and Topologies.cs and build again.");
    }

    /// <summary>Loads a model that this program has saved.</summary>
    /// <exception cref="InvalidFileException">The file is damaged or no such model.</exception>
    /// <exception cref="InvalidDataException">None of the networks fits.</exception>
    public static TrainedModel Load(string path)
    {
        Preprocessing preprocessing = Preprocessing.Load(path);
        int? classes = preprocessing.ClassNames.Count > 0 ? preprocessing.ClassNames.Count : null;
        Topology[] possible = [.. All.Where(topology => topology.Classes == classes && topology.Inputs == preprocessing.InputNames.Count)];
        foreach (Topology topology in possible)
        {
            try
            {
                return topology.Load(path);
            }
            catch (InvalidFileException) when (topology != possible[^1])
            {
                // The next one may be it; of the last one the message tells.
            }
        }

        throw new InvalidDataException(
            $"{path} has a network for {preprocessing}, but this program has none such: was it saved by another one, or before Networks.cs was changed?");
    }

    private static Topology[] Of<TLinear, TSmall, TLarge>()
        where TLinear : class, INetwork<TLinear>
        where TSmall : class, INetwork<TSmall>
        where TLarge : class, INetwork<TLarge> => [new Topology<TLinear>(), new Topology<TSmall>(), new Topology<TLarge>()];
}
