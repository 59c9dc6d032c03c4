using System.Runtime.InteropServices;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>The few calls of the C library that this transport makes. The numbers are those of Linux on every processor .NET runs on.</summary>
internal static partial class Libc
{
    public const int Interrupted = 4;
    public const int WouldBlock = 11;
    public const int OutOfMemory = 12;
    public const int ConnectionAborted = 103;
    public const int NoBuffers = 105;

    /// <summary>epoll_create1, eventfd, accept4: not for programs that this one starts.</summary>
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;

    /// <summary>send: a peer that has gone is an error, not a signal that ends the process.</summary>
    public const int NoSignal = 0x4000;

    /// <summary>shutdown: we send no more.</summary>
    public const int Writing = 1;

    private const int TimerSlack = 29;

    public static int LastError => Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, ref byte @event);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, ref byte events, int capacity, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventCreate(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, ref ulong buffer, nint size);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ref ulong buffer, nint size);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(int listener, nint address, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, ref byte buffer, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, ref byte buffer, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "getpeername", SetLastError = true)]
    public static partial int GetPeerName(int socket, ref byte address, ref int length);

    [LibraryImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>Of the calling thread; up to a second.</summary>
    public static void Sleep(int nanoseconds)
    {
        var time = new Timespan { Nanoseconds = nanoseconds };
        _ = NanoSleep(ref time, 0);
    }

    /// <summary>How late the calling thread may be woken from a sleep.</summary>
    public static int SetTimerSlack(nint nanoseconds) => Prctl(TimerSlack, nanoseconds);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(ref Timespan time, nint left);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nint value);

    private struct Timespan
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
