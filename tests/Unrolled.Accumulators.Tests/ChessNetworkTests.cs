namespace Unrolled.Accumulators.Tests;

/// <summary>Networks of real engines give the evaluations that those engines give: at once, and after a quarter of a million changes each.</summary>
public sealed class ChessNetworkTests
{
    private const int Changes = 250_000;
    private const int Between = 500;

    public static TheoryData<NetworkUnderTest> Networks =>
        [NetworkUnderTest.Of<Chess1>(), NetworkUnderTest.Of<Chess32>(), NetworkUnderTest.Of<Chess256>(), NetworkUnderTest.Of<Chess1024>()];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Fresh(NetworkUnderTest network)
    {
        NetworkUnderTest.Instance instance = network.Load(ChessData.Parameters(network.Shape));
        foreach ((Position position, int evaluation) in ChessData.Positions(network.Shape.Units))
        {
            instance.Refresh(position.Features());
            Assert.Equal(evaluation, instance.Evaluate(position.SideToMove, bucket: 0));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void After_random_changes(NetworkUnderTest network)
    {
        short[] parameters = ChessData.Parameters(network.Shape);
        NetworkUnderTest.Instance changed = network.Load(parameters), fresh = network.Load(parameters);
        RandomWalk walk = new(network.Shape, changed, seed: network.Shape.Units);
        (Position Position, int Evaluation)[] positions = ChessData.Positions(network.Shape.Units);
        for (int round = 0; walk.Changes < Changes; round++)
        {
            for (int i = 0; i < Between; i++)
            {
                walk.Step();
            }

            fresh.Refresh(walk.Features);
            Assert.Equal(fresh.Sums, changed.Sums);
            (Position position, int evaluation) = positions[round % positions.Length];
            walk.Lead(position.Features());
            Assert.Equal(evaluation, changed.Evaluate(position.SideToMove, bucket: 0));
        }
    }
}
