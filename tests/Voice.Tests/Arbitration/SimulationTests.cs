using Kith.Model.Ids;
using Kith.Voice.Arbitration;

namespace Kith.Voice.Tests.Arbitration;

/// <summary>Homes full of speakers on a network that loses, repeats and delays what they say.</summary>
public class SimulationTests
{
    /// <summary>A claim later than this is one that nobody waits for any more; it is told to stop all the same.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.0)]
    [InlineData(2, 0.3)]
    [InlineData(3, 0.5)]
    [InlineData(5, 0.1)]
    [InlineData(8, 0.3)]
    [InlineData(8, 0.9)]
    [InlineData(20, 0.2)]
    public void Exactly_one_answers_each_wake_in_time_and_none_is_lost_that_was_heard_of(int speakers, double loss)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var played = new Simulation(speakers, loss, seed);
            played.Run();
            foreach (var wake in played.Wakes)
            {
                Assert.Equal(wake.FirstArrival is null ? 0 : 1, wake.Answers.Count);
                if (wake.FirstArrival is { } first) Assert.InRange(wake.Answers[0].At - first, TimeSpan.Zero, Arbiter.DecideWithin);
                // Everybody who was heard is told, once.
                Assert.Equal(wake.Arrived.Count, wake.Told);
            }
        }
    }

    [Fact]
    public void The_same_claims_give_the_same_verdicts()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (one, other) = (new Simulation(6, 0.3, seed), new Simulation(6, 0.3, seed));
            one.Run();
            other.Run();
            Assert.Equal(one.Wakes.Select(wake => wake.Answers.Select(answer => answer.Speaker)), other.Wakes.Select(wake => wake.Answers.Select(answer => answer.Speaker)));
        }
    }

    private sealed class Wake
    {
        internal required HomeId Home { get; init; }

        internal required long Number { get; init; }

        internal TimeSpan? FirstArrival { get; set; }

        internal HashSet<string> Arrived { get; } = [];

        internal List<(string Speaker, TimeSpan At)> Answers { get; } = [];

        internal int Told { get; set; }
    }

    /// <summary>Two homes with as many speakers, woken now and then, often at the same moment.</summary>
    private sealed class Simulation
    {
        private readonly Arbiter _arbiter = new();
        private readonly PriorityQueue<(Claim Claim, Wake Wake), TimeSpan> _network = new();
        private readonly HomeId[] _homes = [HomeId.New(), HomeId.New()];

        internal Simulation(int speakers, double loss, int seed)
        {
            var random = new Random(seed);
            var at = TimeSpan.FromSeconds(1);
            for (var number = 1; number <= 20; number++)
            {
                // Somebody calls again at the soonest when the answer has begun.
                at += Arbiter.SameWake * 2 + TimeSpan.FromMilliseconds(random.Next(10_000));
                foreach (var home in _homes)
                {
                    var wake = new Wake { Home = home, Number = number };
                    Wakes.Add(wake);
                    for (var speaker = 0; speaker < speakers; speaker++)
                    {
                        // Far speakers hear later, slow ones think longer, and no two clocks agree: together at most half a second.
                        var heard = at + TimeSpan.FromMilliseconds(random.Next(500));
                        var claim = new Claim(home, $"speaker {speaker}", number, heard);
                        var copies = 1 + (random.Next(4) == 0 ? random.Next(1, 4) : 0);
                        for (var copy = 0; copy < copies; copy++)
                            if (random.NextDouble() >= loss)
                                _network.Enqueue((claim, wake), heard + (random.Next(10) == 0 ? TimeSpan.FromMilliseconds(random.Next((int)Latest.TotalMilliseconds)) : TimeSpan.FromMilliseconds(random.Next(120))));
                    }
                }
            }
        }

        internal List<Wake> Wakes { get; } = [];

        internal void Run()
        {
            while (_network.TryDequeue(out var message, out var now))
            {
                while (_arbiter.Next is { } due && due <= now) Judge(_arbiter.Pass(due), due);
                message.Wake.FirstArrival ??= now;
                message.Wake.Arrived.Add(message.Claim.Speaker);
                Judge(_arbiter.Take(message.Claim, now), now);
            }
            while (_arbiter.Next is { } last) Judge(_arbiter.Pass(last), last);
        }

        private void Judge(IReadOnlyList<Verdict> verdicts, TimeSpan now)
        {
            foreach (var verdict in verdicts)
            {
                var wake = Wakes.Single(one => one.Home == verdict.Home && one.Number == verdict.Number);
                wake.Told++;
                if (verdict.Answers) wake.Answers.Add((verdict.Speaker, now));
            }
        }
    }
}
