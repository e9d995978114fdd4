namespace Unrolled.Data;

/// <summary>What a column is to a network.</summary>
internal enum ColumnRole
{
    /// <summary>Something that the network is told.</summary>
    Feature,

    /// <summary>The class that the network is to tell.</summary>
    Label,

    /// <summary>A number that the network is to tell.</summary>
    Target,
}
