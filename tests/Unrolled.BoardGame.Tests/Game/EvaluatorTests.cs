using BoardGameSample;
using BoardGameSample.Game;
using BoardGameSample.Search;

namespace Unrolled.Tests;

public sealed class EvaluatorTests
{
    private readonly AccumulatorTrainer<BoardNetwork> _trainer = new(seed: 1);

    [Fact]
    public void Sums_kept_along_random_games_are_those_made_anew()
    {
        BoardNetwork network = _trainer.ToNetwork();
        var incremental = new IncrementalEvaluator(network);
        var refreshing = new RefreshingEvaluator(network);
        var random = new Random(1);
        int evaluated = 0;
        for (int game = 0; game < 200; game++)
        {
            var positions = new Stack<Position>([ReferenceBoard.Random(random, random.Next(20)).ToPosition()]);
            incremental.Reset(positions.Peek());
            while (!positions.Peek().IsOver)
            {
                // Every third move is taken back.
                if (positions.Count > 1 && random.Next(3) == 0)
                {
                    positions.Pop();
                    incremental.Undo();
                }
                else
                {
                    int column = random.Next(7);
                    if (!positions.Peek().CanPlay(column))
                    {
                        continue;
                    }

                    incremental.Play(positions.Peek(), column);
                    positions.Push(positions.Peek().Play(column));
                }

                Assert.Equal(refreshing.Evaluate(positions.Peek()), incremental.Evaluate(positions.Peek()));
                evaluated++;
            }
        }

        Assert.InRange(evaluated, 2_000, 100_000);
    }

    [Fact]
    public void The_integer_network_says_nearly_what_the_float_one_says()
    {
        var refreshing = new RefreshingEvaluator(_trainer.ToNetwork());
        var random = new Random(2);
        int[] own = new int[42], other = new int[42];
        for (int i = 0; i < 200; i++)
        {
            Position position = ReferenceBoard.Random(random, 40).ToPosition();
            int count = Features.Of(position.Own, position.Other, own);
            Assert.Equal(position.Plies, count);
            Assert.Equal(count, Features.Of(position.Other, position.Own, other));

            Assert.Equal(_trainer.Evaluate(own.AsSpan(0, count), other.AsSpan(0, count)), refreshing.Evaluate(position), 15f);
        }
    }

    [Fact]
    public void The_features_of_moves_are_those_of_the_positions_they_lead_to()
    {
        var random = new Random(3);
        int[] features = new int[42];
        for (int i = 0; i < 200; i++)
        {
            Position before = ReferenceBoard.Random(random, 30).ToPosition();
            int column = Enumerable.Range(0, 7).First(before.CanPlay);
            Position after = before.Play(column);
            int square = before.Landing(column);

            HashSet<int> mover = [.. features.Take(Features.Of(before.Own, before.Other, features))];
            HashSet<int> other = [.. features.Take(Features.Of(before.Other, before.Own, features))];
            mover.Add(Features.Of(before.Side, before.Side, square));
            other.Add(Features.Of(after.Side, before.Side, square));

            Assert.True(other.SetEquals(features.Take(Features.Of(after.Own, after.Other, features))));
            Assert.True(mover.SetEquals(features.Take(Features.Of(after.Other, after.Own, features))));
        }
    }

    [Fact]
    public void Rows_of_four_count_for_who_has_them_alone()
    {
        var evaluator = new LineEvaluator();
        Position start = Position.Start;
        Assert.Equal(0, evaluator.Evaluate(start));

        // A disc in the middle of the bottom row lies in 7 rows: 4 level, 1 upright, 2 diagonal.
        Assert.Equal(-7, evaluator.Evaluate(start.Play(3)));
        Assert.Equal(-3, evaluator.Evaluate(start.Play(0)));
        Assert.Equal(evaluator.Evaluate(start.Play(1).Play(2)), -evaluator.Evaluate(start.Play(2).Play(1)));
    }
}
