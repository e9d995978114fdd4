using Unrolled.Generator.Planning;

namespace Unrolled.Generator.Emission;

/// <summary>Writes how a tile of a product walks along its inputs, block after block.</summary>
internal sealed class WalkEmitter
{
    private readonly CodeWriter _writer;
    private readonly KernelShape _shape;
    private readonly Tile _tile;
    private readonly Side[] _sides;

    public WalkEmitter(CodeWriter writer, KernelShape shape, Tile tile)
    {
        _writer = writer;
        _shape = shape;
        _tile = tile;
        _sides = [.. Enumerable.Range(0, tile.Sides).Select(side => new Side(
            new TileWriter(writer, tile, (row, vector) => $"c{row}_{(side * tile.Vectors) + vector}"),
            side == 0 ? "b" : "right",
            side == 0 ? 0 : tile.Vectors))];
    }

    private SumOrder Order => _tile.Order;

    public void Emit()
    {
        foreach (Side side in _sides)
        {
            if (side.Vectors > 0)
            {
                _writer.Line($"ref float {side.B} = ref Refs.Add(ref b, {side.Offset});");
            }

            if (_tile.KeepsTotals)
            {
                side.Lines.StartTotals("start", side.Place(0));
            }
            else
            {
                side.Lines.Start("start", side.Place(0));
            }
        }

        _sides[0].Lines.DeclareVectors();
        if (_tile.KeepsTotals)
        {
            EmitKeptTurns();
            return;
        }

        foreach (Side side in _sides)
        {
            side.Lines.StartFurther();
        }

        if (_tile.HasLoop && _tile.Turns > 1)
        {
            EmitTurns();
            return;
        }

        EmitBlocks();
        EmitSteps(_tile.Rest(0), Walked);
        EmitStore(isFirst: true);
        if (_tile.Turns > 1)
        {
            EmitFurtherTurns();
        }
    }

    /// <summary>All turns in a loop: beside another loop in it, its branches do not weigh.</summary>
    private void EmitTurns()
    {
        using (_writer.Begin($"for (int turn = 0; turn < {_tile.Turns}; turn++)"))
        {
            EmitBlocks();
            EmitRest(from: 0);
            using (_writer.Begin("if (turn == 0)"))
            {
                EmitStore(isFirst: true);
            }

            using (_writer.Begin("else"))
            {
                EmitStore(isFirst: false);
            }

            _writer.Line();
            EmitStartAgain();
            EmitMove(Order.Input(_tile.AtOnce, 0) - Walked);
        }
    }

    private void EmitKeptTurns()
    {
        using (_writer.Begin($"for (int turn = 0; turn < {_tile.Turns}; turn++)"))
        {
            foreach (Side side in _sides)
            {
                side.Lines.StartBlock();
            }

            EmitBlocks();
            EmitRest(from: 0);
            foreach (Side side in _sides)
            {
                side.Lines.AddToTotals();
            }

            EmitMove(Order.Input(_tile.AtOnce, 0) - Walked);
        }

        _writer.Line();
        foreach (Side side in _sides)
        {
            side.Lines.StoreTotals("c", row => side.Place(row * _shape.OutputStride));
        }
    }

    private void EmitFurtherTurns()
    {
        using (_writer.Begin($"for (int turn = 1; turn < {_tile.Turns}; turn++)"))
        {
            EmitStartAgain();
            EmitMove(Order.Input(_tile.AtOnce, 0));
            EmitBlocks();
            EmitRest(from: 1);
            EmitStore(isFirst: false);
        }
    }

    /// <summary>The inputs that only some blocks have, in the turns that these are in.</summary>
    private void EmitRest(int from)
    {
        for (int turn = from; turn < _tile.Turns; turn++)
        {
            Step[] rest = [.. _tile.Rest(turn)];
            int same = Enumerable.Range(turn, _tile.Turns - turn).TakeWhile(t => _tile.Rest(t).SequenceEqual(rest)).Count();
            if (rest.Length > 0)
            {
                using (_writer.Begin(same == 1 ? $"if (turn == {turn})" : $"if (turn < {turn + same})"))
                {
                    EmitSteps(rest, Walked);
                }

                _writer.Line();
            }

            turn += same - 1;
        }
    }

    /// <summary>How far a and b move in the loop along a block.</summary>
    private int Walked => _tile.HasLoop ? Order.Length / _tile.Unroll * _tile.Unroll : 0;

    /// <summary>The common length of the blocks that are walked at once: a loop, which moves a and b along the first, and what remains.</summary>
    private void EmitBlocks()
    {
        if (_tile.HasLoop)
        {
            _writer.Line($"ref float end = ref Refs.Add(ref a, {Walked});");
            _writer.Line("do");
            _writer.Line("{");
            using (_writer.Indented())
            {
                EmitSteps(_tile.Steps(0, 0, _tile.Unroll));
                EmitMove(_tile.Unroll);
            }

            _writer.Line("}");
            _writer.Line("while (Refs.IsAddressLessThan(ref a, ref end));");
        }

        EmitSteps(_tile.Steps(0, Walked, Order.Length), Walked);
    }

    private void EmitStartAgain()
    {
        foreach (Side side in _sides)
        {
            side.Lines.StartAgain();
        }
    }

    private void EmitStore(bool isFirst)
    {
        foreach (Side side in _sides)
        {
            side.Lines.StoreTurn("c", row => side.Place(row * _shape.OutputStride), isFirst);
        }
    }

    private void EmitMove(int inputs)
    {
        if (inputs == 0)
        {
            return;
        }

        _writer.Line($"a = ref Refs.Add(ref a, {inputs});");
        foreach (Side side in _sides)
        {
            _writer.Line($"{side.B} = ref Refs.Add(ref {side.B}, {inputs * _shape.Columns});");
        }
    }

    private void EmitSteps(IEnumerable<Step> steps, int walked = 0)
    {
        foreach (Step step in steps)
        {
            int k = step.Input - walked;
            foreach (Side side in _sides)
            {
                side.Lines.Step(
                    _tile.Rows, step.Block, Names.Place(side.B, k * _shape.Columns), "a", row => $"{(row * _shape.InputStride) + k}");
            }
        }
    }

    /// <summary>Columns of a tile that lie side by side.</summary>
    /// <param name="Lines">The lines for their sums.</param>
    /// <param name="B">The variable that moves along their weights.</param>
    /// <param name="Vectors">How many vectors there are to the left.</param>
    private readonly record struct Side(TileWriter Lines, string B, int Vectors)
    {
        public string Offset => $"{Vectors} * S.Lanes";

        public string Place(int offset) => Vectors == 0 ? $"{offset}" : offset == 0 ? Offset : $"{offset} + ({Offset})";
    }
}
