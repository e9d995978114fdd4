using Unrolled;

namespace Playground.Steps;

/// <summary>The network of the lecture notes' example of a forward pass.</summary>
[Network(4, 3, 1)]
internal sealed partial class FourThreeOne;

/// <summary>The network of their exercise in backpropagation.</summary>
[Network(3, 3, 3, 2)]
internal sealed partial class ThreeThreeThreeTwo;
