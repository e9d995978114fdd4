using Unrolled;

namespace Playground.Networks;

// Every topology with hidden units of Sigmoid, by both losses.

[Network(2, 2, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x2x1Entropy;

[Network(2, 2, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x2x1Squares;

[Network(2, 3, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x3x1Entropy;

[Network(2, 3, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x3x1Squares;

[Network(2, 4, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x4x1Entropy;

[Network(2, 4, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x4x1Squares;

[Network(2, 8, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x8x1Entropy;

[Network(2, 8, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x8x1Squares;

[Network(2, 16, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x16x1Entropy;

[Network(2, 16, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x16x1Squares;

[Network(2, 2, 2, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x2x2x1Entropy;

[Network(2, 2, 2, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x2x2x1Squares;

[Network(2, 4, 4, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x4x4x1Entropy;

[Network(2, 4, 4, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x4x4x1Squares;

[Network(2, 8, 8, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x8x8x1Entropy;

[Network(2, 8, 8, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x8x8x1Squares;

[Network(2, 16, 16, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x16x16x1Entropy;

[Network(2, 16, 16, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x16x16x1Squares;

[Network(2, 4, 4, 4, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x4x4x4x1Entropy;

[Network(2, 4, 4, 4, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x4x4x4x1Squares;

[Network(2, 8, 8, 8, 1, Hidden = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Sigmoid2x8x8x8x1Entropy;

[Network(2, 8, 8, 8, 1, Hidden = Activation.Sigmoid)]
internal sealed partial class Sigmoid2x8x8x8x1Squares;
