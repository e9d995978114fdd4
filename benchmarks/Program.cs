using BenchmarkDotNet.Running;
using Unrolled.Benchmarks.Accumulators;
using Unrolled.Benchmarks.Comparison;
using Unrolled.Benchmarks.Engines;
using Unrolled.Benchmarks.GeneratorCost;
using Unrolled.Benchmarks.Integers;
#if HAS_MODELS
using Unrolled.Benchmarks.Models;
#endif
using Unrolled.Benchmarks.Roofline;
using Unrolled.Benchmarks.Scaling;
using Unrolled.Benchmarks.Sources;
using Unrolled.Benchmarks.Tables;

switch (args)
{
    case ["roofline", .. string[] rest]:
        return RooflineCommand.Run(rest, Console.Out);

    case ["integers", .. string[] rest]:
        return IntegersCommand.Run(rest, Console.Out);

    case ["generator", .. string[] rest]:
        return GeneratorCommand.Run(rest, Console.Out);

    case ["zeros", .. string[] rest]:
        return ZerosCommand.Run(rest, Console.Out);

    case ["threads", .. string[] rest]:
        return ThreadsCommand.Run(rest, Console.Out);

    case ["backward", .. string[] rest]:
        return BackwardCommand.Run(rest, Console.Out);

    case ["sources", .. string[] rest]:
        return SourcesCommand.Run(rest, Console.Out);

    case ["accumulators", .. string[] rest]:
        return AccumulatorsCommand.Run(rest, Console.Out);

    case ["tables", .. string[] rest]:
        return TablesCommand.Run(rest, Console.Out);

#if HAS_MODELS
    case ["models", .. string[] rest]:
        return ModelsCommand.Run(rest, Console.Out);

#endif
    case ["verify"]:
        return VerifyCommand.Run(Console.Out);

    default:
        BenchmarkSwitcher.FromAssembly(typeof(ShortRun).Assembly).Run(args);
        return 0;
}
