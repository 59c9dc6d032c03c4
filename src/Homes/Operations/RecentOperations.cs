using Kith.Model.Ids;

namespace Kith.Homes.Operations;

/// <summary>The last operations of a home that ended, oldest forgotten first.</summary>
internal sealed class RecentOperations(int limit)
{
    private readonly Queue<OperationId> _order = new();
    private readonly Dictionary<OperationId, Operation> _byId = [];

    internal Operation? Find(OperationId id) => _byId.GetValueOrDefault(id);

    internal IEnumerable<Operation> NewestFirst => _order.Reverse().Select(id => _byId[id]);

    internal void Keep(Operation operation)
    {
        if (_order.Count == limit) _byId.Remove(_order.Dequeue());
        _order.Enqueue(operation.Id);
        _byId[operation.Id] = operation;
    }
}
