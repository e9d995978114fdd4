using System.Reflection;
using Unrolled.Internal;

namespace Unrolled.Accumulators.Tests;

/// <summary>An accumulator network of whatever shape: its members differ by the number of perspectives and of buckets.</summary>
public sealed class NetworkUnderTest
{
    private readonly Func<byte[], object> _load;
    private readonly Func<float[], object> _fromFloats;
    private readonly string _name;

    private NetworkUnderTest(string name, AccumulatorShape shape, Func<byte[], object> load, Func<float[], object> fromFloats)
    {
        (_name, Shape, _load, _fromFloats) = (name, shape, load, fromFloats);
    }

    public AccumulatorShape Shape { get; }

    public static NetworkUnderTest Of<TNetwork>() where TNetwork : class, IAccumulatorNetwork<TNetwork> => new(
        typeof(TNetwork).Name, TNetwork.Shape, bytes => TNetwork.Load(new MemoryStream(bytes)), parameters => TNetwork.FromFloats(parameters));

    public override string ToString() => _name;

    public Instance Load(short[] parameters) => new(_load(Bytes(parameters)), Shape);

    public Instance FromFloats(float[] parameters) => new(_fromFloats(parameters), Shape);

    /// <summary>Little-endian, as in a file without padding.</summary>
    public static byte[] Bytes(short[] parameters) => [.. parameters.SelectMany(p => new[] { (byte)p, (byte)(p >> 8) })];

    /// <summary>Random parameters whose sums fit. Some output weights are beyond a byte.</summary>
    public short[] Random(int seed, int greatestOutput = 30_000)
    {
        Random random = new(seed);
        int active = Math.Min(Shape.MaxActiveFeatures, Shape.Features);
        int weights = Math.Min(32_000 / (active + 1), 400);
        List<short> parameters = [];
        Add(Shape.Features * Shape.Units, weights);
        Add(Shape.Units, 400);
        int inputs = Shape.Perspectives * Shape.Units;
        foreach (int units in Shape.Layers)
        {
            Add(inputs * units, 127);
            parameters[^1] = sbyte.MinValue;
            Add(units, short.MaxValue);
            inputs = units;
        }

        Add(Shape.OutputBuckets * inputs, greatestOutput);
        Add(Shape.OutputBuckets, short.MaxValue);
        return [.. parameters];

        void Add(int count, int greatest) => parameters.AddRange(Enumerable.Range(0, count).Select(_ => (short)random.Next(-greatest, greatest + 1)));
    }

    /// <summary>A network, and an accumulator of it.</summary>
    public sealed class Instance
    {
        private static readonly string[] s_changes = ["Add", "Remove", "Move", "Capture", "MoveTwo"];

        private readonly object _network;
        private readonly object _accumulator;
        private readonly AccumulatorShape _shape;
        private readonly AccumulatorStack _stack;
        private readonly Dictionary<string, Delegate> _changes;
        private readonly Delegate _refresh;
        private readonly Action _push;
        private readonly Action _pop;
        private readonly MethodInfo _evaluate;

        public Instance(object network, AccumulatorShape shape)
        {
            (_network, _shape) = (network, shape);
            Type type = network.GetType();
            Type accumulator = type.GetNestedType("Accumulator")!;
            accumulator = accumulator.IsGenericTypeDefinition ? accumulator.MakeGenericType(type.GenericTypeArguments) : accumulator;
            _accumulator = Activator.CreateInstance(accumulator, network, 16)!;
            _stack = (AccumulatorStack)accumulator.GetField("Stack", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(_accumulator)!;
            _push = (Action)Bind("Push", typeof(Action));
            _pop = (Action)Bind("Pop", typeof(Action));
            bool isPair = shape.Perspectives == 2;
            _refresh = Bind("Refresh", isPair ? typeof(RefreshTwo) : typeof(RefreshOne));
            _changes = s_changes.ToDictionary(name => name, name => Bind(name, (accumulator.GetMethod(name)!.GetParameters().Length, isPair) switch
            {
                (1, true) => typeof(Action<AccumulatorFeature>),
                (2, true) => typeof(Action<AccumulatorFeature, AccumulatorFeature>),
                (3, true) => typeof(Action<AccumulatorFeature, AccumulatorFeature, AccumulatorFeature>),
                (4, true) => typeof(Action<AccumulatorFeature, AccumulatorFeature, AccumulatorFeature, AccumulatorFeature>),
                (1, _) => typeof(Action<int>),
                (2, _) => typeof(Action<int, int>),
                (3, _) => typeof(Action<int, int, int>),
                _ => typeof(Action<int, int, int, int>),
            }));
            _evaluate = type.GetMethod("Evaluate")!;

            Delegate Bind(string method, Type signature) => Delegate.CreateDelegate(signature, _accumulator, accumulator.GetMethod(method)!);
        }

        private delegate void RefreshOne(ReadOnlySpan<int> features);

        private delegate void RefreshTwo(ReadOnlySpan<int> first, ReadOnlySpan<int> second);

        /// <summary>All sums, padding included; a move that waits is made by an evaluation.</summary>
        public ReadOnlySpan<short> Sums
        {
            get
            {
                if (_stack.HasMove)
                {
                    Evaluate(0, bucket: 0);
                    Assert.False(_stack.HasMove);
                }

                return System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref _stack.Current, _shape.Perspectives * _stack.Parameters.Stride);
            }
        }

        public ReadOnlySpan<short> Parameters => _stack.Parameters.Canonical;

        public bool IsWide => _stack.Parameters.IsWide;

        public void Refresh(IEnumerable<AccumulatorFeature> features)
        {
            int[] first = [.. features.Select(f => f.First)];
            if (_refresh is RefreshTwo two)
            {
                two(first, [.. features.Select(f => f.Second)]);
            }
            else
            {
                ((RefreshOne)_refresh)(first);
            }
        }

        public void Change(string name, params ReadOnlySpan<AccumulatorFeature> f)
        {
            switch (_changes[name])
            {
                case Action<AccumulatorFeature> change: change(f[0]); break;
                case Action<AccumulatorFeature, AccumulatorFeature> change: change(f[0], f[1]); break;
                case Action<AccumulatorFeature, AccumulatorFeature, AccumulatorFeature> change: change(f[0], f[1], f[2]); break;
                case Action<AccumulatorFeature, AccumulatorFeature, AccumulatorFeature, AccumulatorFeature> change: change(f[0], f[1], f[2], f[3]); break;
                case Action<int> change: change(f[0].First); break;
                case Action<int, int> change: change(f[0].First, f[1].First); break;
                case Action<int, int, int> change: change(f[0].First, f[1].First, f[2].First); break;
                case Action<int, int, int, int> change: change(f[0].First, f[1].First, f[2].First, f[3].First); break;
                default: throw new NotSupportedException(name);
            }
        }

        public void Push() => _push();

        public void Pop() => _pop();

        public int Evaluate(int side, int bucket)
        {
            List<object> arguments = [_accumulator];
            if (_shape.Perspectives == 2)
            {
                arguments.Add(side);
            }

            if (_shape.OutputBuckets > 1)
            {
                arguments.Add(bucket);
            }

            return (int)_evaluate.Invoke(_network, BindingFlags.DoNotWrapExceptions, binder: null, [.. arguments], culture: null)!;
        }

        public byte[] Save()
        {
            MemoryStream stream = new();
            _network.GetType().GetMethod("Save", [typeof(Stream)])!.Invoke(_network, [stream]);
            return stream.ToArray();
        }
    }
}
