using System.Globalization;
using Unrolled;
using static System.FormattableString;

namespace LectureNotes.Lessons;

/// <summary>Two exam scores of each student, and whether the student was admitted.</summary>
internal static class ExamScores
{
    private const string FileName = "exam-scores.csv";
    private const int Students = 80;

    /// <summary>Loads the scores or, where they are not to be had, makes up a cohort of the same shape and says so.</summary>
    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    public static Dataset Load(Classroom room)
    {
        if (room.Data("exam-scores") is { } folder)
        {
            return Parse(File.ReadAllLines(Path.Combine(folder, FileName)));
        }

        room.Say("The exam scores are not here: going on with a made-up cohort of 80 students. --data names a folder with exam-scores/.");
        return Cohort(seed: 1);
    }

    internal static Dataset Parse(IReadOnlyList<string> lines)
    {
        List<float> scores = [];
        List<int> admitted = [];
        foreach ((int i, string line) in lines.Index().Skip(1))
        {
            string[] cells = line.Split(',');
            if (cells.Length != 3
                || !TryParse(cells[0], out float first)
                || !TryParse(cells[1], out float second)
                || cells[2].Trim() is not ("0" or "1"))
            {
                throw new InvalidDataException(
                    Invariant($"Line {i + 1} of {FileName} is '{line}', but must be two scores and 0 or 1, with commas between them."));
            }

            scores.AddRange([first, second]);
            admitted.Add(cells[2].Trim() == "1" ? 1 : 0);
        }

        return admitted.Count > 0
            ? Dataset.FromFloats([.. scores], 2, [.. admitted], 2)
            : throw new InvalidDataException($"{FileName} has no students.");

        static bool TryParse(string cell, out float score) =>
            float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out score) && float.IsFinite(score);
    }

    /// <summary>Two overlapping clouds: those admitted did better in both exams, on the whole.</summary>
    internal static Dataset Cohort(int seed)
    {
        var random = new Random(seed);
        float[] scores = new float[2 * Students];
        int[] admitted = new int[Students];
        for (int i = 0; i < Students; i++)
        {
            admitted[i] = i < Students / 2 ? 1 : 0;
            scores[2 * i] = Score(admitted[i] == 1 ? 43 : 32);
            scores[(2 * i) + 1] = Score(admitted[i] == 1 ? 73 : 62);
        }

        return Dataset.FromFloats(scores, 2, admitted, 2);

        float Score(double mean)
        {
            // The sum of twelve uniform numbers is nearly normal, with variance 1. Papers are marked in halves of a point.
            double normal = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
            return (float)(Math.Round(2 * (mean + (8 * normal))) / 2);
        }
    }
}
