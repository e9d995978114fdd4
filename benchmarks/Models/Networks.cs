namespace Unrolled.Benchmarks.Models;

[Network(21, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotBallChase;

[Network(26, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotCarParking;

[Network(28, 64, 64, 5, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotDefendTheGoal;

[Network(8, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotFlyBy;

[Network(49, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotHovercraft;

[Network(48, 64, 64, 4, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotMultiAgentPlayer;

[Network(84, 64, 64, 2, Hidden = Activation.Tanh, Output = Activation.Identity)]
public sealed partial class GodotReachGoal;

[Network(16, 256, 256, 2, Hidden = Activation.ReLU, Output = Activation.Tanh)]
public sealed partial class GodotScoreTheGoal;

[Network(2, 5, 1)]
public sealed partial class KerasAdder;

[Network(1, 16, 16, 1, Hidden = Activation.ReLU, Output = Activation.Identity)]
public sealed partial class KerasSine;

[Network(784, 64, 64, 10, Hidden = Activation.Identity, Output = Activation.Identity)]
public sealed partial class PyTorchMnistBatchNorm;

[Network(8, 128, 128, 2, Hidden = Activation.SiLU, Output = Activation.Identity)]
public sealed partial class Unity3DBall;

[Network(8, 128, 128, 2, Hidden = Activation.SiLU, Output = Activation.Identity)]
public sealed partial class UnityRollerBall;
