using Unrolled;

namespace Playground.Networks;

// No hidden units: whatever they learn, the boundary is a line.

[Network(2, 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class LineEntropy;

[Network(2, 1)]
internal sealed partial class LineSquares;
