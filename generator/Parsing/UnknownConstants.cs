using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unrolled.Generator.Parsing;

/// <summary>
/// Finds arguments of an attribute that have no value now but may have one in the end, because other generators add to the program too.
/// What cannot have one in the end either is left to the compiler.
/// </summary>
/// <param name="compilation">The program with the sizes of networks.</param>
/// <param name="complaints">Where to say it.</param>
/// <param name="cancellation">Stops the search.</param>
internal sealed class UnknownConstants(Compilation compilation, Complaints complaints, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> _fields = new(SymbolEqualityComparer.Default);
    private readonly List<string> _sizes = [];

    public void Check(AttributeSyntax attribute)
    {
        IEnumerable<ExpressionSyntax> named = attribute.ArgumentList?.Arguments
            .Where(a => a.NameEquals is not null)
            .SelectMany(a => AttributeArguments.Elements(a.Expression) ?? [a.Expression]) ?? [];
        foreach (ExpressionSyntax value in attribute.Layers().Concat(named))
        {
            _fields.Clear();
            if (Reason(value) is { } reason)
            {
                complaints.Add(Descriptors.UnknownConstant, value.GetLocation(), value.ToString(), reason);
            }
        }
    }

    /// <summary>Why an expression has no value; null where it has one, or where the compiler says why not.</summary>
    private string? Reason(ExpressionSyntax expression)
    {
        SemanticModel model = compilation.GetSemanticModel(expression.SyntaxTree);
        return model.GetConstantValue(expression, cancellation).HasValue
            ? null
            : First(expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(name => Reason(name, model)));
    }

    private string? Reason(SimpleNameSyntax name, SemanticModel model) => model.GetSymbolInfo(name, cancellation) switch
    {
        { Symbol: IFieldSymbol { IsConst: true, HasConstantValue: false } field } when _fields.Add(field) =>
            First(GeneratedConstants.InitializersOf(field, cancellation).Select(Reason)),
        { Symbol: null, CandidateSymbols.IsEmpty: true } => Missing(name, model),
        _ => null,
    };

    private static string? First(IEnumerable<string?> reasons) => reasons.FirstOrDefault(reason => reason is not null);

    /// <summary>Why a name means nothing: a network is made of itself, or nothing of that name is there yet.</summary>
    private string? Missing(SimpleNameSyntax name, SemanticModel model)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name)
        {
            return Unknown(name);
        }

        return model.GetSymbolInfo(access.Expression, cancellation).Symbol switch
        {
            INamespaceSymbol => Unknown(access),
            INamedTypeSymbol type when IsPartial(type) => OfNetwork(type, name, access) ?? Unknown(access),
            _ => null,
        };
    }

    /// <summary>Whether anybody can add members to a type.</summary>
    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Any(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(m => m.ValueText == "partial"));

    private string? OfNetwork(INamedTypeSymbol type, SimpleNameSyntax name, MemberAccessExpressionSyntax access)
    {
        if (!GeneratedConstants.IsName(name.Identifier.ValueText)
            || NetworkParser.AttributeOf(type)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax attribute)
        {
            return null;
        }

        string size = $"{type.ToDisplayString()}.{name.Identifier.ValueText}";
        if (_sizes.Contains(size))
        {
            return $"it is made of '{access}', which is made of itself";
        }

        _sizes.Add(size);
        string? reason = First(GeneratedConstants.SourcesOf(name.Identifier.ValueText, attribute).Select(Reason));
        _sizes.Remove(size);
        return reason;
    }

    private static string Unknown(ExpressionSyntax missing) => $"'{missing}' is not there yet";
}
