namespace Unrolled.Data.Tests.Transforms;

/// <summary>A table with a feature of each kind makes its six inputs.</summary>
[Network(6, 5, 3, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Quantized = true)]
public sealed partial class Visitors;

[Network(6, 8, 2, Hidden = Activation.Tanh, Output = Activation.Identity, Loss = Loss.MeanSquaredError)]
public sealed partial class Spending;

[Network(6, 1)]
public sealed partial class Returning;

[Network(6, 4, 3, Output = Activation.LogSoftmax)]
public sealed partial class LogVisitors;

[Network(6, 3)]
public sealed partial class Scores;

[Network(6, 1, Output = Activation.Tanh)]
public sealed partial class Signed;

[Network(13, 2, Output = Activation.Identity)]
public sealed partial class Awkward;
