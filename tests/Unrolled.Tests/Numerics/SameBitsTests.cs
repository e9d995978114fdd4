using Unrolled.Tests.SameBits;

namespace Unrolled.Tests.Numerics;

/// <summary>
/// What the library computes, as hashes: they must be the same with and without any vector instructions, and on every system. A change
/// that is meant changes them, and results of users with them.
/// </summary>
public sealed class SameBitsTests
{
    public static TheoryData<string> Names => [.. HashList.Functions.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheBitsAreTheSameEverywhere(string name) => Assert.Equal(HashList.Functions.Expected(name), HashList.Functions.Compute(name));

    [Fact]
    public void EveryCaseHasAHash() => Assert.Equal(HashList.Functions.Cases, HashList.Functions.Names);
}
