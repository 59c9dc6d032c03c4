using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Kith.Mqtt.Transports.Epoll;

/// <summary>What to be told of a socket, and what is told. Level-triggered: it is told again until it has been dealt with.</summary>
[Flags]
internal enum Readiness : byte
{
    None = 0,
    Readable = 0x1,
    Writable = 0x4,
}

/// <summary>
/// An epoll instance of one thread. Sockets are named by keys of the owner's choice. What concerns a socket (errors, hang-ups) shows as
/// readiness: the call that follows finds out. A socket of which nothing is to be told is not registered at all, because a broken one
/// would be told of without end.
/// </summary>
internal sealed class EventQueue : IDisposable
{
    /// <summary>Told instead of a socket when another thread called <see cref="Wake"/>.</summary>
    public const int WakeKey = -1;

    /// <summary>Events of one wake-up. 256: enough to share the cost of waking, few enough to answer the first of them soon.</summary>
    private const int Capacity = 256;
    private const int Add = 1, Remove = 2, Modify = 3;

    // struct epoll_event: 32 bits of readiness, 64 of our own; packed on x86 alone.
    private static readonly int KeyAt = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int EventSize = KeyAt + 8;

    private readonly byte[] _events = GC.AllocateArray<byte>(Capacity * EventSize, pinned: true);
    private readonly int _epoll = Check(Libc.EpollCreate(Libc.CloseOnExec));
    private readonly int _wake = Check(Libc.EventCreate(0, Libc.CloseOnExec | Libc.NonBlocking));

    public EventQueue() => Watch(_wake, WakeKey, Readiness.None, Readiness.Readable);

    /// <summary>How many events came; -1 for no limit of time.</summary>
    public int Wait(int timeoutMs)
    {
        var count = Libc.EpollWait(_epoll, ref _events[0], Capacity, timeoutMs);
        return count >= 0 || Libc.LastError == Libc.Interrupted ? Math.Max(count, 0) : Check(count);
    }

    public int Key(int index) => BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((index * EventSize) + KeyAt));

    public void Watch(int descriptor, int key, Readiness before, Readiness wanted)
    {
        if (before == wanted)
        {
            return;
        }
        Span<byte> request = stackalloc byte[16];
        request.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(request, (uint)wanted);
        BinaryPrimitives.WriteInt32LittleEndian(request[KeyAt..], key);
        var operation = before == Readiness.None ? Add : wanted == Readiness.None ? Remove : Modify;
        Check(Libc.EpollControl(_epoll, operation, descriptor, ref request[0]));
    }

    /// <summary>From any thread: the wait ends.</summary>
    public void Wake()
    {
        ulong one = 1;
        Libc.Write(_wake, ref one, sizeof(ulong));
    }

    /// <summary>After <see cref="WakeKey"/>: the next wait waits again.</summary>
    public void Calm()
    {
        ulong count = 0;
        Libc.Read(_wake, ref count, sizeof(ulong));
    }

    public void Dispose()
    {
        Libc.Close(_wake);
        Libc.Close(_epoll);
    }

    /// <summary>These calls fail only when the machine has no room for another poll or socket.</summary>
    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Libc.LastError);
}
