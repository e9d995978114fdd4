using Unrolled;

namespace CartPoleSample.Evolve;

/// <summary>A preference for each action.</summary>
[Network(4, 8, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
internal sealed partial class EvolvedNetwork;
