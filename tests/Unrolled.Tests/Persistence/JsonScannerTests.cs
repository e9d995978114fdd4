using System.Text;
using System.Text.Json;

namespace Unrolled.Tests.Persistence;

/// <summary>The header's scanner against the framework's reader: the same tokens, or no JSON for both, and from the same token on.</summary>
public sealed class JsonScannerTests
{
    private const string Header = """
        {"__metadata__": {"format": "pt", "tabs\tand \"quotes\"": "\u00e4 \ud83d\ude00 \/\b\f\n\r"},
         "a.weight": {"dtype": "F32", "shape": [3, 20, 0], "data_offsets": [0, 9223372036854775807]},
         "other": [true, false, null, -0, 0.5, -1.5e-7, 2E+3, {}, [], [[{"x": [1]}]], "", "ü"]}
        """;

    [Theory]
    [InlineData(Header)]
    [InlineData("{}")]
    [InlineData("{} \n\r\t ")]
    [InlineData("{}x")]
    [InlineData("{}{}")]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{,}")]
    [InlineData("{1:2}")]
    [InlineData("{\"a\":[,]}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":[1 2]}")]
    [InlineData("{\"a\":[1}}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":.5}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":1e+}")]
    [InlineData("{\"a\":12x}")]
    [InlineData("{\"a\":12/**/}")]
    [InlineData("{\"a\":9223372036854775808}")]
    [InlineData("{\"a\":-9223372036854775808}")]
    [InlineData("{\"a\":truex}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":nul")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":\"b}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"\\u12")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1}//")]
    [InlineData("[1]\0")]
    public void It_finds_what_the_framework_finds(string text) => Compare(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    public void It_goes_as_deep(int depth)
    {
        Compare(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        Compare(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)));
    }

    [Fact]
    public void It_finds_the_same_in_thousands_of_damaged_texts()
    {
        Random random = new(5);
        byte[] alphabet = "{}[]\",:\\ 019.eE+-tfnu\n\0"u8.ToArray();
        for (int i = 0; i < 5_000; i++)
        {
            List<byte> text = [.. Encoding.UTF8.GetBytes(Header)];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int place = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0:
                        text[place] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        text.Insert(place, alphabet[random.Next(alphabet.Length)]);
                        break;
                    default:
                        text.RemoveAt(place);
                        break;
                }
            }

            byte[] bytes = [.. text];
            if (System.Text.Unicode.Utf8.IsValid(bytes))
            {
                Compare(bytes);
            }
        }
    }

    [Fact]
    public void It_passes_over_a_value()
    {
        JsonScanner scanner = new("""{"a": {"b": [1, {"c": 2}]}, "d": 3, "e": 4}"""u8);
        scanner.Read();
        scanner.Read();
        scanner.SkipValue();
        scanner.Read();
        Assert.Equal("d", scanner.GetString());
        scanner.SkipValue();
        scanner.Read();
        Assert.Equal("e", scanner.GetString());
    }

    private static void Compare(byte[] text) => Assert.Equal(Framework(text), Scanned(text));

    private static List<string> Framework(byte[] text)
    {
        List<string> tokens = [];
        Utf8JsonReader reader = new(text);
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.TokenType switch
                {
                    JsonTokenType.PropertyName => "Name " + Said(ref reader),
                    JsonTokenType.String => "String " + Said(ref reader),
                    JsonTokenType.Number => reader.TryGetInt64(out long number) ? $"Number {number}" : "Number " + Encoding.UTF8.GetString(reader.ValueSpan),
                    JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => "Literal " + Encoding.UTF8.GetString(reader.ValueSpan),
                    JsonTokenType other => other.ToString(),
                });
            }
        }
        catch (JsonException)
        {
            tokens.Add("no JSON");
        }

        return tokens;

        static string Said(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return "half a pair";
            }
        }
    }

    private static List<string> Scanned(byte[] text)
    {
        List<string> tokens = [];
        JsonScanner scanner = new(text);
        try
        {
            while (scanner.Read())
            {
                tokens.Add(scanner.Token switch
                {
                    JsonToken.Name or JsonToken.String => $"{scanner.Token} {Said(scanner)}",
                    JsonToken.Number => scanner.TryGetInt64(out long number) ? $"Number {number}" : "Number " + Encoding.UTF8.GetString(scanner.Raw),
                    JsonToken.Literal => "Literal " + Encoding.UTF8.GetString(scanner.Raw),
                    JsonToken other => other.ToString(),
                });
            }
        }
        catch (FormatException)
        {
            tokens.Add("no JSON");
        }

        return tokens;

        static string Said(JsonScanner scanner)
        {
            try
            {
                return scanner.GetString();
            }
            catch (InvalidOperationException)
            {
                return "half a pair";
            }
        }
    }
}
