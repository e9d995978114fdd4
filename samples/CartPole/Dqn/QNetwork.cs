using Unrolled;

namespace CartPoleSample.Dqn;

/// <summary>The value of each action: the discounted rewards that are to be expected after it.</summary>
[Network(4, 64, 64, 2, Hidden = Activation.ReLU, Output = Activation.Identity)]
internal sealed partial class QNetwork;
