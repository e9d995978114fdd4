using System.Security.Cryptography;
using System.Text;

namespace Unrolled;

/// <summary>What tells a search from others: its candidates and folds, and all that a score depends on.</summary>
/// <param name="candidates">The candidates.</param>
/// <param name="folds">The folds.</param>
internal sealed class SearchIdentity(IReadOnlyList<Candidate> candidates, IReadOnlyList<Fold> folds)
{
    private const int Digits = 16;

    /// <summary>All of it, each part with what it is.</summary>
    public List<(string Name, string Value)> Facts()
    {
        List<(string Name, string Value)> facts =
            [("the number of candidates", Wording.Number(candidates.Count)), ("the number of folds", Wording.Number(folds.Count))];
        for (int i = 0; i < candidates.Count; i++)
        {
            string options = $"{candidates[i].Options with { Threads = 1 }}";
            facts.Add(($"candidate {Wording.Number(i + 1)}", $"{candidates[i]}: {candidates[i].Network}, {options}".ReplaceLineEndings(" ")));
        }

        for (int i = 0; i < folds.Count; i++)
        {
            facts.Add(($"fold {Wording.Number(i + 1)}", $"{DatasetFingerprint.Of(folds[i].Training)}, {DatasetFingerprint.Of(folds[i].Validation)}"));
        }

        return facts;
    }

    /// <summary>In a few words.</summary>
    public string Text()
    {
        string all = string.Join('\n', Facts().Select(fact => fact.Value));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..Digits];
        return $"{Wording.Exact(candidates.Count, "candidate")}, {Wording.Exact(folds.Count, "fold")}, {hash}";
    }
}
