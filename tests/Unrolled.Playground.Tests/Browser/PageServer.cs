using System.Net;

namespace Unrolled.Playground.Tests.Browser;

/// <summary>A static host: files of a folder, below a path, as they are or compressed; it counts what it sends.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;
    private readonly string _path;
    private long _sent;

    public PageServer(string folder, string path)
    {
        _folder = folder;
        _path = path;
        // A port that is free now may be taken the next moment; then another one is.
        for (int attempt = 0; ; attempt++)
        {
            Address = $"http://localhost:{Random.Shared.Next(20_000, 60_000)}{path}";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Address);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
            }
        }

        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>The bytes sent up to now, as they were sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using HttpListenerResponse response = context.Response;
        string name = context.Request.Url!.AbsolutePath[_path.Length..];
        string file = Path.Combine(_folder, name.Length == 0 ? "index.html" : name);
        if (!File.Exists(file))
        {
            response.StatusCode = 404;
            return;
        }

        bool isCompressed = File.Exists(file + ".br") && context.Request.Headers["Accept-Encoding"]?.Contains("br", StringComparison.Ordinal) == true;
        byte[] bytes = await File.ReadAllBytesAsync(isCompressed ? file + ".br" : file);
        response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".wasm" => "application/wasm",
            ".txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        if (isCompressed)
        {
            response.AddHeader("Content-Encoding", "br");
        }

        response.ContentLength64 = bytes.Length;
        Interlocked.Add(ref _sent, bytes.Length);
        await response.OutputStream.WriteAsync(bytes);
    }
}
