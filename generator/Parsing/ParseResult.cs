using Unrolled.Generator.Model;

namespace Unrolled.Generator.Parsing;

/// <summary>What one annotated class came to: a spec, or the reasons why there is none, or a spec with warnings.</summary>
internal sealed record ParseResult(NetworkSpec? Spec, EquatableArray<Complaint> Complaints, WeightsUse? Weights = null)
{
    /// <summary>Nothing to generate and nothing to say: the compiler itself reports what is wrong.</summary>
    public static readonly ParseResult Nothing = new(null, default);
}
