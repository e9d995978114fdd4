using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Networks;

/// <summary>
/// What networks of every kind compute and learn, as hashes: they must be the same at every width of vectors, without multiply-add, and on
/// every system. Whoever changes an order of summation changes them, and says so in the changelog.
/// </summary>
public sealed class NetworkHashTests
{
    public static TheoryData<string> Names => [.. HashList.Networks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Networks(string name) => Assert.Equal(HashList.Networks.Expected(name), HashList.Networks.Compute(name));

    /// <summary>Each of these networks is in the list, and nothing else.</summary>
    [Fact]
    public void The_list_is_whole() => Assert.Equal(HashList.Networks.Cases, HashList.Networks.Names);
}
