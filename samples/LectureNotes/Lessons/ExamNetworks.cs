using Unrolled;

namespace LectureNotes.Lessons;

/// <summary>Logistic regression.</summary>
[Network(2, 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class Logistic;

/// <summary>Softmax regression.</summary>
[Network(2, 2, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class SoftmaxRegression;

/// <summary>The three-layer network of the notes.</summary>
[Network(2, 8, 1, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class ThreeLayer;

/// <summary>The three-layer network with the quadratic cost.</summary>
[Network(2, 8, 1)]
internal sealed partial class ThreeLayerSquared;

/// <summary>Few hidden units.</summary>
[Network(2, 3, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class NarrowTanh;

/// <summary>Many hidden units.</summary>
[Network(2, 32, 1, Hidden = Activation.ReLU, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class WideReLU;

/// <summary>A probability for each class from hidden units.</summary>
[Network(2, 8, 2, Hidden = Activation.Tanh, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
internal sealed partial class ThreeLayerSoftmax;

/// <summary>Two hidden layers.</summary>
[Network(2, 8, 8, 1, Hidden = Activation.Tanh, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class FourLayer;

/// <summary>Three hidden layers.</summary>
[Network(2, 16, 16, 16, 1, Hidden = Activation.ReLU, Loss = Loss.BinaryCrossEntropy)]
internal sealed partial class FiveLayer;
