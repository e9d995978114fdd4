using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Training;

/// <summary>
/// Whole trainings as hashes of their parameters and figures: the same at every width of vectors, without multiply-add, on any number of
/// threads and on every system.
/// </summary>
public sealed class TrainingHashTests
{
    private static readonly HashList[] s_lists = [.. new[] { 1, 2, 3, 7 }.Select(HashList.Trainings)];

    public static TheoryData<string> Names => [.. s_lists[0].Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainings(string name) => Assert.All(s_lists, list => Assert.Equal(list.Expected(name), list.Compute(name)));

    /// <summary>Each of these trainings is in the list, and nothing else.</summary>
    [Fact]
    public void The_list_is_whole() => Assert.Equal(s_lists[0].Cases, s_lists[0].Names);
}
