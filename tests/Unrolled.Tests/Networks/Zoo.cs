namespace Unrolled.Tests.Networks;

/// <summary><see cref="ZooNetworks"/> for theories.</summary>
public static class Zoo
{
    /// <summary>New networks each time: test classes run side by side, and each changes its own.</summary>
    public static TheoryData<NetworkUnderTest> All => [.. ZooNetworks.All];

    /// <summary>Networks that drop hidden units in training, which the tests of training without dropout leave out.</summary>
    public static TheoryData<NetworkUnderTest> Dropping => [.. ZooNetworks.Dropping];
}
