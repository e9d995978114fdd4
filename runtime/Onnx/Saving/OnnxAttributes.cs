namespace Unrolled;

/// <summary>Writes attributes of nodes: AttributeProto.</summary>
internal static class OnnxAttributes
{
    // AttributeProto.AttributeType.
    private const int TypeOfSingle = 1;
    private const int TypeOfInteger = 2;
    private const int TypeOfText = 3;

    public static ProtobufWriter Of(string name, float value) =>
        new ProtobufWriter().Text(1, name).Single(2, value).Integer(20, TypeOfSingle);

    public static ProtobufWriter Of(string name, long value) =>
        new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, TypeOfInteger);

    public static ProtobufWriter Of(string name, string value) => new ProtobufWriter().Text(1, name).Text(4, value).Integer(20, TypeOfText);
}
