using Unrolled;
using static Unrolled.Activation;
using static Unrolled.Loss;

namespace TablesSample;

// The compiler writes code for exactly these widths. A table takes the narrowest networks into which its inputs go; the spare inputs are 0.
// Of each width there are a linear model, one with a hidden layer and one with two, for numbers and for 2 to 6 classes.

[Network(16, 1, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Linear16Numbers;

[Network(16, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Small16Numbers;

[Network(16, 64, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Large16Numbers;

[Network(16, 1, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Linear16Binary;

[Network(16, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Small16Binary;

[Network(16, 64, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Large16Binary;

[Network(16, 3, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear16Classes3;

[Network(16, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small16Classes3;

[Network(16, 64, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large16Classes3;

[Network(16, 4, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear16Classes4;

[Network(16, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small16Classes4;

[Network(16, 64, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large16Classes4;

[Network(16, 5, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear16Classes5;

[Network(16, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small16Classes5;

[Network(16, 64, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large16Classes5;

[Network(16, 6, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear16Classes6;

[Network(16, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small16Classes6;

[Network(16, 64, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large16Classes6;

[Network(64, 1, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Linear64Numbers;

[Network(64, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Small64Numbers;

[Network(64, 64, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Large64Numbers;

[Network(64, 1, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Linear64Binary;

[Network(64, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Small64Binary;

[Network(64, 64, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Large64Binary;

[Network(64, 3, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear64Classes3;

[Network(64, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small64Classes3;

[Network(64, 64, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large64Classes3;

[Network(64, 4, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear64Classes4;

[Network(64, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small64Classes4;

[Network(64, 64, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large64Classes4;

[Network(64, 5, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear64Classes5;

[Network(64, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small64Classes5;

[Network(64, 64, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large64Classes5;

[Network(64, 6, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear64Classes6;

[Network(64, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small64Classes6;

[Network(64, 64, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large64Classes6;

[Network(256, 1, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Linear256Numbers;

[Network(256, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Small256Numbers;

[Network(256, 64, 32, 1, Hidden = ReLU, Output = Identity, Loss = MeanSquaredError)]
internal sealed partial class Large256Numbers;

[Network(256, 1, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Linear256Binary;

[Network(256, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Small256Binary;

[Network(256, 64, 32, 1, Hidden = ReLU, Output = Sigmoid, Loss = BinaryCrossEntropy)]
internal sealed partial class Large256Binary;

[Network(256, 3, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear256Classes3;

[Network(256, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small256Classes3;

[Network(256, 64, 32, 3, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large256Classes3;

[Network(256, 4, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear256Classes4;

[Network(256, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small256Classes4;

[Network(256, 64, 32, 4, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large256Classes4;

[Network(256, 5, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear256Classes5;

[Network(256, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small256Classes5;

[Network(256, 64, 32, 5, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large256Classes5;

[Network(256, 6, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Linear256Classes6;

[Network(256, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Small256Classes6;

[Network(256, 64, 32, 6, Hidden = ReLU, Output = Softmax, Loss = CrossEntropy)]
internal sealed partial class Large256Classes6;
