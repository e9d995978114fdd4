using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>What runs a part of the program again and again.</summary>
internal static class Repetition
{
    /// <summary>The loops whose body an operation stands in, and the calls that run a lambda around it for each of many.</summary>
    public static IEnumerable<IOperation> Around(IOperation operation)
    {
        for (IOperation child = operation; child.Parent is { } parent; child = parent)
        {
            if (parent is ILoopOperation loop && IsRepeated(loop, child))
            {
                yield return loop;
            }
            else if (child is IAnonymousFunctionOperation
                && Destination.Argument(child) is { Parent: IInvocationOperation call, Parameter.Name: not "localInit" }
                && RunsForEach(call.TargetMethod))
            {
                yield return call;
            }
        }
    }

    /// <summary>Whether a method runs the function that it is given for each of many elements or numbers.</summary>
    private static bool RunsForEach(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "Enumerable" or "ParallelEnumerable" or "Queryable" } type => type.IsIn("System.Linq"),
        { Name: "Parallel" } type => method.Name != "Invoke" && type.IsIn("System.Threading.Tasks"),
        { Name: "List" } type => method.Name is "ForEach" or "ConvertAll" && type.IsIn("System.Collections.Generic"),
        { Name: "Array" } type => method.Name is "ForEach" or "ConvertAll" && type.IsIn("System"),
        _ => false,
    };

    private static bool IsRepeated(ILoopOperation loop, IOperation part) => loop switch
    {
        IForEachLoopOperation each => part != each.Collection,
        IForLoopOperation counted => !counted.Before.Contains(part),
        _ => true,
    };
}
