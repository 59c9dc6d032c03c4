using Kith.Homes.Activity;
using Kith.Homes.People;
using Kith.Ledger.Facts;
using Kith.Model.Errors;

namespace Kith.Homes.Actor;

/// <summary>The first message of a new home.</summary>
internal sealed class Found(HomeRecord record, Person owner) : Mail(record.Id)
{
    private readonly TaskCompletionSource<Result<HomeView>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HomeRecord Record { get; } = record;

    internal Task<Result<HomeView>> Answer => _answer.Task;

    internal override void Apply(Home home, Turn turn)
    {
        home.People[owner.Id] = owner;
        turn.Record(HomeRecords.PutHome, HomeRecords.Row(Record));
        turn.Record(HomeRecords.PutPerson, HomeRecords.Row(Record.Id, owner));
        turn.Fact(FactKind.Home, "", "created", new ActivityDetail(Person: owner.Id.ToString(), Cause: "person", Said: new Said("added", Record.Name)));
        turn.HomeChanged();
        turn.PeopleChanged();
    }

    internal override void Settle() => _answer.TrySetResult(new HomeView(Record.Id, Record.Name, Record.TimeZone, owner.Role, owner.Id, Record.Mode));

    internal override void Fail(Fault fault) => _answer.TrySetResult(fault);
}
