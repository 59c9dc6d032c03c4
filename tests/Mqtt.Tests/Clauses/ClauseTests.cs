using Kith.Mqtt.Broker;
using Kith.Mqtt.Codec;
using Kith.Mqtt.Transports;
using Kith.Shared;

namespace Kith.Mqtt.Tests.Clauses;

/// <summary>Plays the tables against one broker; every conversation has a wall of its own.</summary>
public abstract class ClauseTests(MqttTransport plain) : IAsyncLifetime
{
    // One broker for all rows of a class: xunit makes an object for each of them.
    private static readonly Dictionary<MqttTransport, Task<Stage>> _stages = [];
    private static int _conversations;
    private Stage _stage = null!;

    public static TheoryData<string> Rows
    {
        get
        {
            var rows = new TheoryData<string>();
            foreach (var clause in ClauseTable.Read().Where(clause => clause.Scripts.Count > 0))
            {
                rows.Add(Name(clause));
            }
            return rows;
        }
    }

    public async Task InitializeAsync()
    {
        Task<Stage>? stage;
        lock (_stages)
        {
            if (!_stages.TryGetValue(plain, out stage))
            {
                _stages[plain] = stage = Stage.SetAsync(plain);
            }
        }
        _stage = await stage;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_broker_keeps_to(string row)
    {
        var clause = ClauseTable.Read().Single(clause => Name(clause) == row);
        foreach (var script in clause.Scripts)
        {
            foreach (var version in new[] { ProtocolVersion.V311, ProtocolVersion.V5 }.Where(version => version == ProtocolVersion.V5 ? script.In5 : script.In311))
            {
                using var talk = new Talk(_stage.Host, _stage.Time, version, Interlocked.Increment(ref _conversations));
                await talk.PlayAsync(script);
            }
        }
    }

    private static string Name(Clause clause) => $"{string.Join(',', clause.In311)}|{string.Join(',', clause.In5)} {clause.Says}";

    /// <summary>A broker whose clock the scripts turn.</summary>
    private sealed record Stage(TestHost Host, ManualTime Time)
    {
        public static async Task<Stage> SetAsync(MqttTransport plain)
        {
            var time = new ManualTime();
            // A hundred and fifty conversations wait for the broker's end, which on Kestrel comes after the linger.
            var options = new BrokerOptions { ReceiveMaximum = 8, TopicAliasMaximum = 4, OutboundTopicAliasMaximum = 4, Linger = TimeSpan.FromMilliseconds(100) };
            return new Stage(await TestHost.StartAsync(plain, options, time), time);
        }
    }
}

/// <summary>The tables are complete: each number of both appendices stands in exactly one row, and each row says how it is known.</summary>
public sealed class ClauseTableTests
{
    [Fact]
    public void Every_statement_of_both_specifications_stands_in_one_row()
    {
        var clauses = ClauseTable.Read();

        Assert.Equal(Appendix.In311.Order(), clauses.SelectMany(clause => clause.In311).Where(IsNumber).Order());
        Assert.Equal(Appendix.In5.Order(), clauses.SelectMany(clause => clause.In5).Where(IsNumber).Order());
    }

    [Fact]
    public void Every_row_says_how_it_is_known()
    {
        var tests = typeof(ClauseTable).Assembly.GetTypes().SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();

        Assert.All(ClauseTable.Read(), clause =>
        {
            var ways = new[] { clause.Scripts.Count > 0, clause.Test is not null, clause.Unseen is not null, clause.IsOfClients };
            Assert.True(ways.Count(way => way) == 1 && clause.Says.Length > 0, $"{clause.File}.txt:{clause.Line}");
            Assert.True(clause.Test is null || tests.Contains(clause.Test), $"{clause.File}.txt:{clause.Line} names no test: {clause.Test}");
        });
    }

    [Fact]
    public void The_documentation_says_how_many_are_proved()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kith.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        var text = File.ReadAllText(Path.Combine(folder, "docs", "broker.md"));

        Assert.Contains($"| 3.1.1 | {Count(clause => clause.In311)} |", text, StringComparison.Ordinal);
        Assert.Contains($"| 5.0 | {Count(clause => clause.In5)} |", text, StringComparison.Ordinal);
    }

    /// <summary>All, proved by a conversation, by a test with a name, of clients only, not observable.</summary>
    private static string Count(Func<Clause, string[]> numbers)
    {
        var clauses = ClauseTable.Read();
        int Of(Func<Clause, bool> which) => clauses.Where(which).Sum(clause => numbers(clause).Count(IsNumber));
        return string.Join(" | ", [Of(_ => true), Of(its => its.Scripts.Count > 0), Of(its => its.Test is not null), Of(its => its.IsOfClients), Of(its => its.Unseen is not null)]);
    }

    /// <summary>Statements without a number stand in the tables by their section: "§3.1.2.11.3".</summary>
    private static bool IsNumber(string number) => number[0] != '§';
}
