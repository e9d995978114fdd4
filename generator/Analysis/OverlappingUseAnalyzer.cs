using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR108: a network that is used while another thread changes it; UNR103 where both change it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverlappingUseAnalyzer()
    : NetworkAnalyzer(
        [AnalysisDescriptors.ConcurrentTraining, AnalysisDescriptors.UsedWhileTrained],
        OperationKind.Invocation,
        OperationKind.ObjectCreation)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        IOperation call = context.Operation;
        Concurrency concurrency = Threads.Of(call);
        if (concurrency is Concurrency.Together or Concurrency.Beside && Threads.Limit(call) is 1 or null)
        {
            return;
        }

        if (concurrency == Concurrency.Together)
        {
            AnalyzeTogether(context, call, types);
        }
        else
        {
            AnalyzeBeside(context, call, [.. Running(call, concurrency, types)], types);
        }
    }

    /// <summary>What goes on when a call has returned.</summary>
    private static IEnumerable<Access> Running(IOperation call, Concurrency concurrency, UnrolledTypes types) =>
        concurrency == Concurrency.Beside ? Threads.Functions(call).SelectMany(function => Access.In(function, types))
        : RuntimeCall.Of(call, types) is { GoesOnInBackground: true } loading
            ? Access.Of(loading, Waiting.FunctionOf(call)) is { } access ? [access] : []
        : Access.Started(call, types);

    private static void AnalyzeTogether(OperationAnalysisContext context, IOperation call, UnrolledTypes types)
    {
        Access[][] each = [.. Threads.Functions(call).Select(function => Access.In(function, types).ToArray())];
        foreach (Access access in each.SelectMany(accesses => accesses))
        {
            // Of a change and a use, the use is reported.
            Access? other = each.Where(accesses => !accesses.Contains(access)).SelectMany(accesses => accesses)
                .FirstOrDefault(o => o.Collides(access) && o.Call.Changes);
            if (other is not null)
            {
                Report(context, access, other, Threads.Describe(call));
            }
        }
    }

    /// <summary>Looks at what is done between the start of a thread and the first place where the program may wait for it.</summary>
    private static void AnalyzeBeside(OperationAnalysisContext context, IOperation start, Access[] running, UnrolledTypes types)
    {
        if (running.Length == 0)
        {
            return;
        }

        var background = new Background(start);
        foreach (IOperation operation in background.Meanwhile())
        {
            if (RuntimeCall.Of(operation, types) is { } call
                && Access.Of(call, background.Function) is { } access
                && running.FirstOrDefault(access.Collides) is { } other)
            {
                Report(context, access, other, Threads.Describe(start));
                return;
            }
        }
    }

    private static void Report(OperationAnalysisContext context, Access access, Access other, string by)
    {
        Location location = access.Call.Operation.Syntax.GetLocation();
        context.ReportDiagnostic(access.Call.Changes && other.Call.Changes
            ? Diagnostic.Create(AnalysisDescriptors.ConcurrentTraining, location, access.Call.Name, access.Network.Name, by)
            : Diagnostic.Create(
                AnalysisDescriptors.UsedWhileTrained,
                location,
                access.Call.Name,
                access.Network.Name,
                other.Call.GoesOnInBackground ? $"{other.Call.Name} is under way" : $"{by} runs {other.Call.Name} on it"));
    }
}
