using Microsoft.CodeAnalysis;

namespace Unrolled.Generator.Parsing;

/// <summary>Every diagnostic of the generator. Each message says what was found and what to write in its place.</summary>
internal static class Descriptors
{
    private const string Category = "Unrolled";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "UNR001", "Network class must be partial",
        "'{0}' must be partial, because the network is generated into it: write 'partial {1} {0}'");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "UNR002", "Type containing a network must be partial",
        "'{0}' must be partial, because the network '{1}' is generated inside it: write 'partial {2} {0}'");

    public static readonly DiagnosticDescriptor TooFewLayers = Error(
        "UNR003", "Network needs at least two layers",
        "A network needs at least two layer widths, its inputs and its outputs, but {0} given: write for example [Network(2, 3, 1)]");

    public static readonly DiagnosticDescriptor WidthBelowOne = Error(
        "UNR004", "Layer width must be at least 1",
        "Layer {0} has width {1}: every layer needs at least 1 unit");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "UNR005", "Network is too large",
        "The network would have {0} parameters ({1} MB of weights), more than the limit of {2}: its offsets must fit the 32-bit displacements of the machine "
        + "code and a network of that size is bound by memory, where generated code gains nothing; choose narrower layers");

    public static readonly DiagnosticDescriptor OutputOnlyActivation = Error(
        "UNR006", "Activation belongs in the output layer",
        "{0} cannot be the activation of hidden layer {1}: {2}; write one of {3}");

    public static readonly DiagnosticDescriptor LossMismatch = Error(
        "UNR007", "Loss and output activation do not go together",
        "Loss {0} cannot be computed for {1} outputs: {2}");

    public static readonly DiagnosticDescriptor WrongActivationCount = Error(
        "UNR008", "Activations must name one activation per layer after the inputs",
        "Activations has {0}, but the network has {1} after its inputs: write exactly {2}");

    public static readonly DiagnosticDescriptor UnsupportedTarget = Error(
        "UNR009", "Network must be an ordinary class",
        "'{0}' is {1}, which cannot hold a network: {2}");

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "UNR010", "Member collides with a generated one",
        "'{0}' already declares '{1}', which the generator writes: rename or remove it");

    public static readonly DiagnosticDescriptor IgnoredActivation = Warning(
        "UNR011", "Activations takes the place of Hidden and Output",
        "{0} has no effect, because Activations names the activation of every layer: remove it");

    public static readonly DiagnosticDescriptor UndefinedValue = Error(
        "UNR012", "Not a member of the enumeration",
        "{0} is not a member of {1}: write one of {2}");

    public static readonly DiagnosticDescriptor TooLargeToUnroll = Error(
        "UNR013", "Network is too large for Unroll.Full",
        "Unroll.Full would write one statement for each of {0} inputs to layers, more than the limit of {1} beyond which the compiler takes minutes: "
        + "write Unroll.Auto, which is faster for layers of this size anyway");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "UNR014", "Language version is too old",
        "The generated code needs C# 11 or later, but this project compiles as C# {0}: set <LangVersion>latest</LangVersion>");

    public static readonly DiagnosticDescriptor WrongDropoutCount = Error(
        "UNR015", "Dropouts must name one probability per hidden layer",
        "Dropouts has {0}, but the network has {1}: write exactly {2}");

    public static readonly DiagnosticDescriptor DropoutOutOfRange = Error(
        "UNR016", "Dropout must be a probability below 1",
        "A unit cannot be dropped with probability {0}: write a number from 0, which drops none, to below 1");

    public static readonly DiagnosticDescriptor IgnoredDropout = Warning(
        "UNR017", "Dropout has no effect",
        "Dropout has no effect, because {0}: remove it");

    public static readonly DiagnosticDescriptor TooManyLayers = Error(
        "UNR018", "Network has too many layers",
        "The network has {0} layers after its inputs, {1} of them unlike all others in their inputs and units, more than the limit of {2} layers and {3} "
        + "shapes: each shape gets code of its own, and the editor and the compiler would wait for all of it; use fewer layers, or layers of equal width");

    public static readonly DiagnosticDescriptor SingleSoftmax = Warning(
        "UNR019", "Softmax over a single output",
        "Softmax makes outputs sum to 1, so that a single one is always 1: write Output = Activation.Sigmoid, Loss = Loss.BinaryCrossEntropy, or give the network two outputs");

    public static readonly DiagnosticDescriptor UnknownConstant = Error(
        "UNR020", "Constant is unknown when networks are generated",
        "'{0}' has no value when networks are generated, because {1}: write a number, or a constant made of numbers, of the sizes of other "
        + "networks and of constants in the source");

    public static readonly DiagnosticDescriptor UnknownWeights = Error(
        "UNR021", "Weights have not been read by the build",
        "The build has read no weights called '{0}': write the name of a safetensors or ONNX file, from the project's folder on, as a literal in the "
        + "attribute");

    public static readonly DiagnosticDescriptor WrongWeights = Error(
        "UNR022", "Weights do not fit the network",
        "The weights in '{0}' cannot be the network's: {1}");

    public static readonly DiagnosticDescriptor ModelClassTaken = Error(
        "UNR023", "Class of a model is there already",
        "The model's class would be '{0}', but {1} has that name: write another with Class=\"...\" at the <UnrolledModel>");

    public static readonly DiagnosticDescriptor UnreadableModel = Error(
        "UNR024", "Description of a model cannot be read",
        "'{0}' is no description of a model that this version reads: it is made by the build, so delete the obj folder and build again");

    public static readonly DiagnosticDescriptor TwoNetworks = Error(
        "UNR025", "Class cannot be two networks",
        "'{0}' has an attribute [Network] and an attribute [AccumulatorNetwork]: remove one, or give each a class of its own");

    public static readonly DiagnosticDescriptor TooFewAccumulatorLayers = Error(
        "UNR026", "Accumulator network needs at least three numbers",
        "An accumulator network needs its features, its units and its outputs, but {0} given: write for example [AccumulatorNetwork(768, 256, 1)]");

    public static readonly DiagnosticDescriptor AccumulatorOutputs = Error(
        "UNR027", "Accumulator network has one output",
        "The network would have {0} outputs, but an evaluation is one number: write 1 at the end, and OutputBuckets = {0} where one of several outputs is chosen at each evaluation");

    public static readonly DiagnosticDescriptor AccumulatorActivation = Error(
        "UNR028", "Accumulator network cannot have this activation",
        "{0} cannot be the activation of an accumulator network, whose integers are clipped: write Activation.ClippedReLU or Activation.SquaredClippedReLU");

    public static readonly DiagnosticDescriptor AccumulatorNumber = Error(
        "UNR029", "Number is out of the range of an accumulator network",
        "{0} is {1}, but must be {2}: {3}");

    public static readonly DiagnosticDescriptor TooLongSums = Error(
        "UNR030", "Layer has too many inputs for an integer network",
        "{0} inputs of layer {1} are more than the {2} whose products with 8-bit weights add up in 32 bits: leave Quantized out, or use fewer");

    public static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    public static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    public static DiagnosticDescriptor Suggestion(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity)
    {
        HelpPage page = HelpPage.Of(id);
        return new(id, title, message, Category, severity, isEnabledByDefault: true, page.Description, page.Link);
    }
}
