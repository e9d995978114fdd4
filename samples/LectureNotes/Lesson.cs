using LectureNotes.Lessons;

namespace LectureNotes;

/// <summary>A system of the lecture notes.</summary>
/// <param name="Name">The command.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Teach">Shows it, and returns its figures one by one.</param>
internal sealed record Lesson(string Name, string Description, Func<Classroom, IEnumerable<Figure>> Teach)
{
    /// <summary>All lessons, in the order of the notes.</summary>
    public static IReadOnlyList<Lesson> All { get; } =
    [
        new("gates", "A NAND gate from a perceptron; a half and a full adder from NAND gates.", Gates.Teach),
        new("perceptron", "The perceptron learning rule step by step; XOR, which it never learns.", PerceptronRule.Teach),
        new("likelihood", "Maximum likelihood: the probability of a white ball, from 70 of 100.", Likelihood.Teach),
        new("line", "Linear regression by gradient descent, beside the least squares in closed form.", Line.Teach),
        new("exam", "Logistic, softmax and three-layer networks on exam scores, cross-validated; exercise 2 as a grid.", Exam.Teach),
        new("boundaries", "XOR, two moons and spirals: boundaries that are no lines, as pictures.", Boundaries.Teach),
        new("adder", "A network that adds, at learning rates that are too small, good and too large.", Adder.Teach),
        new("mnist", "The digits of the notes and of the book; batch sizes and online learning; what larger images cost.", Digits.Teach),
    ];
}
