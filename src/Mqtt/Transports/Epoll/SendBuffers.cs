namespace Kith.Mqtt.Transports.Epoll;

/// <summary>
/// Blocks to write packets into, held by a connection only while it has something to send. A fan-out touches thousands in one wake-up,
/// more than the shared pool of the runtime keeps of one size.
/// </summary>
internal sealed class SendBuffers
{
    /// <summary>Blocks kept for the next: some 4 MiB.</summary>
    private const int MaxKept = 2048;

    private readonly Lock _lock = new();
    private readonly Stack<SendBlock> _free = new();

    public SendBlock Rent()
    {
        using (_lock.EnterScope())
        {
            return _free.TryPop(out var block) ? block : new SendBlock();
        }
    }

    public void Return(SendBlock block)
    {
        block.Clear();
        using (_lock.EnterScope())
        {
            if (_free.Count < MaxKept)
            {
                _free.Push(block);
            }
        }
    }
}
