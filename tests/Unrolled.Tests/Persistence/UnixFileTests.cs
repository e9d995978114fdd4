using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Unrolled.Tests.Persistence;

/// <summary>Whom a file belongs to, links, and what has a path and is no file.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixFileTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public UnixFileTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Only where there are permissions, links and pipes.");

    public void Dispose() => _folder.Dispose();

    private string FilePath => Path.Combine(_folder.Path, "net.safetensors");

    [Theory]
    [InlineData(Mine)]
    [InlineData(Mine | UnixFileMode.GroupRead)]
    [InlineData(Mine | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserWrite)]
    public void Permissions_are_kept_and_at_no_time_may_more_people_read(UnixFileMode mode)
    {
        new Tiny(1).Save(FilePath);
        File.SetUnixFileMode(FilePath, mode);
        Tiny network = new(2);
        using (AtomicFile file = new(FilePath))
        {
            Assert.Equal(Mine, File.GetUnixFileMode(Temporary()));
            network.Save(file.Stream);
            Assert.Equal(Mine, File.GetUnixFileMode(Temporary()));
            file.Commit();
        }

        Assert.Equal(mode, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void A_new_file_has_the_permissions_of_any_other_new_one()
    {
        string other = _folder.Write("other", []);
        new Tiny(1).Save(FilePath);
        Assert.Equal(File.GetUnixFileMode(other), File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Permissions_changed_meanwhile_are_not_undone()
    {
        new Tiny(1).Save(FilePath);
        using (AtomicFile file = new(FilePath))
        {
            File.SetUnixFileMode(FilePath, Mine);
            file.Commit();
        }

        Assert.Equal(Mine, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Owner_and_group_are_kept_by_whoever_may_give_files_away()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may.");
        new Tiny(1).Save(FilePath);
        const UnixFileMode mode = Mine | UnixFileMode.GroupRead;
        File.SetUnixFileMode(FilePath, mode);
        Assert.Equal(0, Tool.Run("chown", "1234:5678", FilePath).ExitCode);
        new Tiny(2).Save(FilePath);
        Assert.Equal("1234:5678\n", Tool.Run("stat", "-c", "%u:%g", FilePath).Output);
        Assert.Equal(mode, File.GetUnixFileMode(FilePath));
    }

    [Theory]
    [InlineData("rw-rw-r--", "rw-r--r--")]
    [InlineData("rw-r-----", "rw-------")]
    [InlineData("rwxr-xr-x", "rwxr-xr-x")]
    [InlineData("r--rwx-wx", "r---wx-wx")]
    [InlineData("rw----rw-", "rw----rw-")]
    public void Where_the_group_cannot_be_kept_it_may_do_no_more_than_others(string mode, string expected) =>
        Assert.Equal(Mode(expected), UnixFile.ForAnotherGroup(Mode(mode)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_symbolic_link_stays_one_and_its_target_is_written(bool exists)
    {
        string target = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "sub")).FullName, "real");
        if (exists)
        {
            new Tiny(1).Save(target);
        }

        string second = Path.Combine(_folder.Path, "second");
        File.CreateSymbolicLink(second, Path.Combine("sub", "real"));
        File.CreateSymbolicLink(FilePath, second);
        Tiny network = new(2);
        network.Save(FilePath);

        Assert.NotNull(new FileInfo(FilePath).LinkTarget);
        Assert.Null(new FileInfo(target).LinkTarget);
        Assert.Equal(network.Saved(), File.ReadAllBytes(target));
        Assert.Equal(["real"], Directory.GetFiles(Path.Combine(_folder.Path, "sub")).Select(Path.GetFileName));
        Tiny copy = new(3);
        copy.Load(FilePath);
        Assert.Equal(network.Parameters(), copy.Parameters());
    }

    [Fact]
    public void A_link_to_itself_or_to_a_folder_is_refused()
    {
        File.CreateSymbolicLink(FilePath, FilePath);
        Assert.ThrowsAny<IOException>(() => new Tiny().Save(FilePath));
        string link = Path.Combine(_folder.Path, "link");
        File.CreateSymbolicLink(link, _folder.Path);
        Assert.Throws<IOException>(() => new Tiny().Save(link));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_link_in_a_linked_folder_leads_on_from_where_it_really_lies()
    {
        string deep = Directory.CreateDirectory(Path.Combine(_folder.Path, "sub", "deep")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "folder"), deep);
        File.CreateSymbolicLink(Path.Combine(deep, "link"), Path.Combine("..", "real"));
        Tiny network = new(1);
        network.Save(Path.Combine(_folder.Path, "folder", "link"));
        Assert.Equal(network.Saved(), File.ReadAllBytes(Path.Combine(_folder.Path, "sub", "real")));
        Assert.NotNull(new FileInfo(Path.Combine(deep, "link")).LinkTarget);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_stays_one()
    {
        MakePipe();
        Tiny network = new(1);
        foreach (bool isAsync in (bool[])[false, true])
        {
            Task<byte[]> reading = Task.Run(() => File.ReadAllBytes(FilePath));
            Task saving = isAsync ? network.SaveAsync(FilePath) : Task.Run(() => network.Save(FilePath));
            await saving;
            Assert.Equal("p", Tool.Run("ls", "-l", FilePath).Output[..1]);
            Assert.Equal(network.Saved(), await reading);
        }

        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void Where_the_system_is_not_asked_its_place_tells_what_it_is()
    {
        Assert.Equal(UnixFileKind.File, UnixFile.KindByPlace(FilePath));
        Assert.Equal(UnixFileKind.File, UnixFile.KindByPlace(_folder.Write("file", [])));
        Assert.Equal(UnixFileKind.CharacterDevice, UnixFile.KindByPlace("/dev/null"));
        MakePipe();
        Assert.Equal(UnixFileKind.Pipe, UnixFile.KindByPlace(FilePath));
    }

    [Fact]
    public async Task A_network_loads_from_a_pipe()
    {
        MakePipe();
        Tiny network = new(1);
        Task saving = Task.Run(() => network.Save(FilePath));
        Tiny copy = new(2);
        await Task.Run(() => copy.Load(FilePath));
        await saving;
        Assert.Equal(network.Parameters(), copy.Parameters());
    }

    [Fact]
    public void To_save_to_a_pipe_does_not_block_whoever_calls_asynchronously()
    {
        MakePipe();
        Tiny network = new(1);
        Task saving = network.SaveAsync(FilePath);
        Assert.False(saving.IsCompleted);
        Assert.Equal(network.Saved(), File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void Nothing_takes_whatever_comes()
    {
        new Tiny(1).Save("/dev/null");
        Assert.Equal("c", Tool.Run("ls", "-l", "/dev/null").Output[..1]);
    }

    [Fact]
    public void A_device_without_room_says_so()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        Assert.Contains(
            "No space left on device", Assert.Throws<IOException>(() => new Tiny(1).Save("/dev/full")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    [InlineData("/proc/self/fd/1")]
    public void The_standard_output_is_written_where_it_has_come_to(string path)
    {
        Assert.SkipUnless(Path.Exists(path), $"There is no {path} here.");
        _folder.Write("all", "first\n"u8.ToArray());
        string command = ChildProcess.Command(nameof(OutputTarget), path);
        foreach (string redirection in (string[])[">> all", "| cat >> all"])
        {
            (int exitCode, _, string errors) = Tool.Run("sh", "-c", $"cd '{_folder.Path}' && {command} {redirection}");
            Assert.True(exitCode == 0, errors);
        }

        byte[] once = [.. "before\n"u8, .. new Tiny(1).Saved(), .. "behind\n"u8];
        Assert.Equal([.. "first\n"u8, .. once, .. once], File.ReadAllBytes(Path.Combine(_folder.Path, "all")));
        Assert.Equal(["all"], _folder.Names);
    }

    [Fact]
    public void A_socket_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere it is not told from a file.");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(FilePath));
        Assert.Equal($"{FilePath} is a socket, not a file.", Assert.Throws<IOException>(() => new Tiny(1).Save(FilePath)).Message);
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    [Fact]
    public void A_disk_is_refused()
    {
        bool isMade = OperatingSystem.IsLinux() && Tool.Run("mknod", FilePath, "b", "7", "250").ExitCode == 0;
        Assert.SkipUnless(isMade, "Only root may make one.");
        Assert.Equal($"{FilePath} is a disk, not a file.", Assert.Throws<IOException>(() => new Tiny(1).Save(FilePath)).Message);
        Assert.Equal(["net.safetensors"], _folder.Names);
    }

    private void MakePipe() =>
        Assert.SkipUnless(Tool.Run("mkfifo", FilePath).ExitCode == 0, "There is no mkfifo here.");

    private string Temporary() => Assert.Single(Directory.GetFiles(_folder.Path, "*.tmp"));

    private static UnixFileMode Mode(string text)
    {
        UnixFileMode mode = UnixFileMode.None;
        for (int i = 0; i < text.Length; i++)
        {
            mode |= text[i] == '-' ? UnixFileMode.None : (UnixFileMode)(1 << (text.Length - 1 - i));
        }

        return mode;
    }
}
