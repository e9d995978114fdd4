using BoardGameSample;
using BoardGameSample.Game;
using BoardGameSample.Games;
using BoardGameSample.Search;

namespace Unrolled.Tests;

// Inside, or the library's type of this name would come first.
using BoardGameSample.Learning;

public sealed class GamesTests
{
    private readonly AlphaBeta<LineEvaluator> _player = new(new LineEvaluator(), depth: 2);

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(24)]
    public void An_opening_leaves_the_game_open(int plies)
    {
        var random = new Random(1);
        Position[] openings = [.. Enumerable.Range(0, 50).Select(_ => Opening.Draw(random, plies))];

        Assert.All(openings, position => Assert.Equal((plies, false, false), (position.Plies, position.IsOver, position.CanWin)));
        Assert.InRange(openings.Distinct().Count(), plies == 0 ? 1 : 45, 50);
    }

    [Fact]
    public void Equal_players_have_half_of_the_points_since_each_begins_once()
    {
        MatchResult result = Match.Play(_player, _player, 40, seed: 3);

        Assert.Equal(40, result.Games);
        Assert.Equal(result.Wins, result.Losses);
        Assert.Equal(0.5, result.Score);
        Assert.Equal(0.625, new MatchResult(2, 1, 1).Score);
    }

    [Fact]
    public void Who_looks_further_ahead_wins()
    {
        var further = new AlphaBeta<LineEvaluator>(new LineEvaluator(), depth: 5);

        Assert.InRange(Match.Play(further, _player, 40, seed: 4).Score, 0.55, 1);
        Assert.InRange(Match.Play(_player, further, 40, seed: 4).Score, 0, 0.45);
    }

    [Fact]
    public void Samples_have_the_results_of_their_games_for_the_side_to_move()
    {
        int draws = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var samples = new List<Sample>();
            SelfPlay.Play(_player, new Random(seed), samples);
            foreach (Sample sample in samples)
            {
                Position position = sample.Position;
                Assert.False(position.CanWin);
                ScoredMove move = _player.Choose(position);
                Assert.Equal(Math.Clamp(move.Score, -2_000, 2_000), sample.Evaluation);
                while (!position.IsOver)
                {
                    position = position.Play(_player.Choose(position).Column);
                }

                float expected = !position.IsLost ? 0.5f : position.Side == sample.Position.Side ? 0 : 1;
                Assert.Equal(expected, sample.Result);
                draws += sample.Result == 0.5f ? 1 : 0;
            }
        }

        Assert.NotEqual(0, draws);
    }

    [Fact]
    public void A_mini_batch_is_the_lists_of_features_of_its_samples()
    {
        Sample[] samples = [.. Enumerable.Range(0, 3).Select(i => new Sample(ReferenceBoard.Random(new Random(i), 9 + i).ToPosition(), 100 * i, i / 2f))];
        var batch = new MiniBatch(capacity: 5);
        var trainer = new AccumulatorTrainer<BoardNetwork>(seed: 1);
        var other = new AccumulatorTrainer<BoardNetwork>(seed: 1);
        List<int> own = [], others = [], offsets = [];
        foreach (Sample sample in samples)
        {
            offsets.Add(own.Count);
            own.AddRange(Of(sample.Position.Own, sample.Position.Other));
            others.AddRange(Of(sample.Position.Other, sample.Position.Own));
        }

        // What was in it before is gone.
        batch.Add(samples[2]);
        batch.Clear();
        Array.ForEach(samples, batch.Add);

        Assert.Equal(
            other.TrainSparse(
                new(own.ToArray(), offsets.ToArray()), new(others.ToArray(), offsets.ToArray()), [0, 100, 200], [0, 0.5f, 1], 0.01f),
            batch.Train(trainer, 0.01f));
        Assert.Equal(other.Evaluate([1], [50]), trainer.Evaluate([1], [50]));

        static int[] Of(ulong own, ulong other)
        {
            int[] features = new int[Position.Squares];
            return features[..Features.Of(own, other, features)];
        }
    }
}
