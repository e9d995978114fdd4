using System.Security.Cryptography;
using System.Text;
using TablesSample.Made;

namespace Unrolled.Data.Tests.TableSample;

public sealed class MadeTableTests
{
    [Theory]
    [InlineData("houses", "59f1edd955cb1717")]
    [InlineData("passengers", "8f6ffba5ddd93d7f")]
    public void The_tables_are_the_same_on_every_machine(string name, string hash)
    {
        string text = Made(name).ToText(MadeTable.Rows, seed: 1);

        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }

    [Theory]
    [InlineData("houses", 1)]
    [InlineData("passengers", 2)]
    public void They_have_gaps_and_only_in_columns_to_learn_from(string name, int columns)
    {
        MadeTable made = Made(name);
        Table table = Table.FromCsv(new StringReader(made.ToText(MadeTable.Rows, seed: 1)));

        Assert.Equal(MadeTable.Rows, table.RowCount);
        Assert.True(table.Columns.Count(column => column.MissingCount > 0) >= columns);
        Assert.Equal(0, table[made.Target].MissingCount);
        Assert.Equal(made.Target, table.Columns[^1].Name);
    }

    private static MadeTable Made(string name) => MadeTable.All.Single(table => table.Name == name);
}
