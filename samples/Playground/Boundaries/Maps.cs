using System.Diagnostics;
using Unrolled;

namespace Playground.Boundaries;

/// <summary>
/// What a network says all over the plane from (-1, -1) to (1, 1): its output, and each hidden unit on a coarser grid. A byte is a colour:
/// 0 for the one class, 255 for the other, 128 between.
/// </summary>
/// <remarks>
/// To see all of it anew takes longer than a frame may, so that each refresh sees to as many rows as its time allows and the next one goes on.
/// Rows far from each other come first.
/// </remarks>
internal sealed class Maps
{
    /// <summary>The points of the output's map along an edge.</summary>
    public const int Side = 48;

    /// <summary>The points of a hidden unit's map along an edge.</summary>
    public const int UnitSide = 16;

    private const int Stride = 7;

    private readonly ILearner _learner;
    private readonly float[] _row = new float[2 * Side];
    private readonly float[] _values;
    private readonly int _hiddenLayers;
    private int _outputRow;
    private int _unitRow;
    private bool _isUnitsTurn;

    public Maps(ILearner learner)
    {
        _learner = learner;
        _hiddenLayers = learner.Layers.Length - 2;
        int units = 0;
        int widest = 1;
        foreach (int size in learner.Layers[1..^1])
        {
            units += size;
            widest = Math.Max(widest, size);
        }

        _values = new float[widest * Side];
        Output = new byte[Side * Side];
        Units = new byte[units * UnitSide * UnitSide];
    }

    /// <summary>The output, row after row from the top.</summary>
    public byte[] Output { get; }

    /// <summary>The same for each hidden unit, layer after layer.</summary>
    public byte[] Units { get; }

    /// <summary>Refreshes everything.</summary>
    public void RefreshAll()
    {
        for (int y = 0; y < Side; y++)
        {
            RefreshOutput(y);
        }

        for (int row = 0; row < UnitSide * _hiddenLayers; row++)
        {
            RefreshUnits(row);
        }
    }

    /// <summary>Refreshes rows until the time is over.</summary>
    public void Refresh(double milliseconds)
    {
        long started = Stopwatch.GetTimestamp();
        do
        {
            _isUnitsTurn = !_isUnitsTurn && _hiddenLayers > 0;
            if (_isUnitsTurn)
            {
                _unitRow = (_unitRow + Stride) % (UnitSide * _hiddenLayers);
                RefreshUnits(_unitRow);
            }
            else
            {
                _outputRow = (_outputRow + Stride) % Side;
                RefreshOutput(_outputRow);
            }
        }
        while (Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds);
    }

    private void RefreshOutput(int y)
    {
        SetRow(Side, y);
        Span<float> values = _values.AsSpan(0, Side);
        _learner.Activate(_row, _hiddenLayers, values);
        for (int x = 0; x < Side; x++)
        {
            Output[(y * Side) + x] = Colour(values[x], Activation.Sigmoid);
        }
    }

    private void RefreshUnits(int row)
    {
        (int layer, int y) = Math.DivRem(row, UnitSide);
        int units = _learner.Layers[layer + 1];
        int first = 0;
        foreach (int size in _learner.Layers[1..(layer + 1)])
        {
            first += size;
        }

        SetRow(UnitSide, y);
        Span<float> values = _values.AsSpan(0, units * UnitSide);
        _learner.Activate(_row.AsSpan(0, 2 * UnitSide), layer, values);
        for (int unit = 0; unit < units; unit++)
        {
            Span<byte> map = Units.AsSpan((((first + unit) * UnitSide) + y) * UnitSide, UnitSide);
            for (int x = 0; x < UnitSide; x++)
            {
                map[x] = Colour(values[(x * units) + unit], _learner.Activations[layer]);
            }
        }
    }

    // The middles of the fields of a row.
    private void SetRow(int side, int y)
    {
        for (int x = 0; x < side; x++)
        {
            _row[2 * x] = Middle(x, side);
            _row[(2 * x) + 1] = -Middle(y, side);
        }
    }

    private static float Middle(int field, int side) => ((2 * field) + 1f) / side - 1;

    private static byte Colour(float value, Activation activation)
    {
        float signed = activation switch
        {
            Activation.Sigmoid => (2 * value) - 1,
            Activation.ReLU => value / (1 + value),
            _ => value,
        };
        return (byte)((127.5f * Math.Clamp(signed, -1, 1)) + 128);
    }
}
