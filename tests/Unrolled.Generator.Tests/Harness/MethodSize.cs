using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Unrolled.Generator.Tests.Harness;

/// <summary>The numbers that decide whether RyuJIT still optimises a method.</summary>
internal sealed record MethodSize(string Name, int Bytes, int Instructions, int Locals, int Blocks)
{
    /// <summary>Past 60,000 bytes, 20,000 instructions, 2,000 basic blocks or 2,000 locals the JIT falls back to MinOpts.</summary>
    public static readonly MethodSize Limit = new("limit", 60_000, 20_000, 2_000, 2_000);

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Where(f => f.FieldType == typeof(OpCode)).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (int)(ushort)o.Value);

    public bool FitsIn(MethodSize limit) =>
        Bytes < limit.Bytes && Instructions < limit.Instructions && Locals < limit.Locals && Blocks < limit.Blocks;

    public static IReadOnlyList<MethodSize> Measure(Stream assembly)
    {
        using var image = new PEReader(assembly);
        MetadataReader metadata = image.GetMetadataReader();
        var sizes = new List<MethodSize>();
        foreach (MethodDefinition method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
        {
            MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
            ImmutableArray<byte> code = body.GetILContent();
            (int instructions, int blocks) = Count(code.AsSpan());
            string type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            sizes.Add(new MethodSize($"{type}.{metadata.GetString(method.Name)}", code.Length, instructions, CountLocals(metadata, body), blocks));
        }

        return sizes;
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    /// <summary>Instructions, and blocks that begin at a branch's target or after a branch.</summary>
    private static (int Instructions, int Blocks) Count(ReadOnlySpan<byte> code)
    {
        int instructions = 0;
        var starts = new HashSet<int> { 0 };
        for (int at = 0; at < code.Length; instructions++)
        {
            int value = code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at];
            OpCode opcode = OpCodesByValue[value];
            at += opcode.Size;
            int operand = OperandSize(opcode.OperandType, code[at..]);
            int next = at + operand;
            if (opcode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw && next < code.Length)
            {
                starts.Add(next);
            }

            if (opcode.OperandType is OperandType.ShortInlineBrTarget)
            {
                starts.Add(next + (sbyte)code[at]);
            }
            else if (opcode.OperandType is OperandType.InlineBrTarget)
            {
                starts.Add(next + BitConverter.ToInt32(code[at..]));
            }

            at = next;
        }

        return (instructions, starts.Count);
    }

    private static int OperandSize(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(operand)),
        _ => 4,
    };
}
