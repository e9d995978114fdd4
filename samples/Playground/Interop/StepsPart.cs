using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Playground.Steps;

namespace Playground.Interop;

/// <summary>What the page asks of the part that goes step by step.</summary>
[SupportedOSPlatform("browser")]
internal static partial class StepsPart
{
    /// <summary>All numbers of the forward pass, see <see cref="WorkedExample.Flatten"/>.</summary>
    [JSExport]
    internal static double[] ForwardPass() => WorkedExample.ForwardPass().Flatten();

    /// <summary>All numbers of the exercise in backpropagation.</summary>
    [JSExport]
    internal static double[] Backpropagation() => WorkedExample.Backpropagation().Flatten();
}
