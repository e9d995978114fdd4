using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Unrolled.Generator.Analysis;

/// <summary>UNR104: a learning rate or another training option with a constant that training refuses or cannot learn with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionRangeAnalyzer() : NetworkAnalyzer([AnalysisDescriptors.OptionOutOfRange], OperationKind.Argument, OperationKind.SimpleAssignment)
{
    private protected override void Analyze(OperationAnalysisContext context, UnrolledTypes types)
    {
        (ISymbol? option, IOperation? value) = context.Operation switch
        {
            IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { ContainingSymbol: IMethodSymbol method } parameter } argument
                when types.DeclarationOf(method) is { } declaration => (declaration.Parameters[parameter.Ordinal], argument.Value),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment
                when types.IsRuntime(property) => ((ISymbol?)property, assignment.Value),
            _ => default,
        };
        if (option is null || value is null || OptionRange.Of(option) is not { } range || Number(value) is not { } number || range.Contains(number))
        {
            return;
        }

        string advice = IsIntegerDivision(value) ? $"{range.Needed}; integers divide to an integer, so write 1f / 10 or 0.1f" : range.Needed;
        context.ReportDiagnostic(Diagnostic.Create(
            AnalysisDescriptors.OptionOutOfRange, value.Syntax.GetLocation(), option.Name, number.ToString("R", CultureInfo.InvariantCulture), advice));
    }

    /// <summary>The constant that an option is given, if it is one: read before its conversion, which would write 0.1f as 0.10000000149.</summary>
    private static double? Number(IOperation value)
    {
        object? constant = FixedLength.Unwrap(value).ConstantValue is { HasValue: true, Value: var inner } ? inner : value.ConstantValue.Value;
        return constant is float or double or int
            ? Convert.ToDouble(Convert.ToString(constant, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : null;
    }

    private static bool IsIntegerDivision(IOperation value) =>
        FixedLength.Unwrap(value) is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, Type.SpecialType: SpecialType.System_Int32 };
}
