namespace Unrolled;

/// <summary>How far the download of a data file has come.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Mirror">The server that it comes from.</param>
/// <param name="Bytes">The number of bytes so far, after unpacking.</param>
/// <param name="TotalBytes">The number of bytes in all, after unpacking.</param>
public readonly record struct DownloadProgress(string File, Uri Mirror, long Bytes, long TotalBytes);
