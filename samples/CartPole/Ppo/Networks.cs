using Unrolled;

namespace CartPoleSample.Ppo;

/// <summary>The probability of each action.</summary>
[Network(4, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Softmax)]
internal sealed partial class PolicyNetwork;

/// <summary>The discounted rewards that are to be expected.</summary>
[Network(4, 64, 64, 1, Hidden = Activation.Tanh, Output = Activation.Identity)]
internal sealed partial class ValueNetwork;
