using Unrolled.Benchmarks.Engines;

namespace Unrolled.Benchmarks.Networks;

// The contestants that the compiler writes. Their generated members are what IEngine asks for, so that they need no adapter, and
// nothing but the one interface call stands between a benchmark and any of the engines.

[Network(2, 3, 1)]
public sealed partial class Network_2_3_1 : IEngine;

[Network(2, 3, 1, Unroll = Unroll.Full)]
public sealed partial class Network_2_3_1_Full : IEngine;

[Network(4, 16, 16, 2)]
public sealed partial class Network_4_16_16_2 : IEngine;

[Network(4, 16, 16, 2, Unroll = Unroll.Full)]
public sealed partial class Network_4_16_16_2_Full : IEngine;

[Network(16, 32, 1, Hidden = Activation.ReLU, Output = Activation.Identity)]
public sealed partial class Network_16_32_1;

[Network(784, 30, 10)]
public sealed partial class Network_784_30_10 : IEngine;

[Network(784, 30, 10, Unroll = Unroll.Full)]
public sealed partial class Network_784_30_10_Full : IEngine;

[Network(784, 30, 10, SparseInput = true)]
public sealed partial class Network_784_30_10_Sparse : IEngine;

[Network(784, 100, 10)]
public sealed partial class Network_784_100_10 : IEngine;

[Network(784, 100, 10, Unroll = Unroll.Full)]
public sealed partial class Network_784_100_10_Full : IEngine;

[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy)]
public sealed partial class Network_784_512_256_10 : IEngine;

[Network(784, 512, 256, 10, Hidden = Activation.ReLU, Output = Activation.Softmax, Loss = Loss.CrossEntropy, Unroll = Unroll.Full)]
public sealed partial class Network_784_512_256_10_Full : IEngine;
