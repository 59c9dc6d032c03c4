using Kith.Model.Ids;
using Kith.Voice.Arbitration;

namespace Kith.Voice.Tests.Arbitration;

public class ArbiterTests
{
    private static readonly HomeId Home = HomeId.New(), Other = HomeId.New();

    [Fact]
    public void Of_two_that_hear_the_same_wake_the_one_that_heard_it_first_answers_whoever_is_told_first()
    {
        var arbiter = new Arbiter();
        Assert.Empty(arbiter.Take(new(Home, "hall", 1, Ms(60)), Ms(70)));
        Assert.Empty(arbiter.Take(new(Home, "kitchen", 1, Ms(20)), Ms(150)));
        Assert.Equal(Ms(70) + Arbiter.Gather, arbiter.Next);
        Assert.Equal([new(Home, "hall", 1, false), new(Home, "kitchen", 1, true)], arbiter.Pass(arbiter.Next!.Value));
        Assert.Null(arbiter.Next);
    }

    [Fact]
    public void One_that_is_alone_answers_at_once() =>
        Assert.Equal([new(Home, "hall", 1, true)], new Arbiter().Take(new(Home, "hall", 1, Ms(5)), Ms(6), alone: true));

    [Fact]
    public void A_claim_that_comes_after_the_decision_hears_at_once_that_another_answers()
    {
        var arbiter = new Arbiter();
        arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(0));
        arbiter.Pass(Ms(200));
        Assert.Equal([new(Home, "kitchen", 1, false)], arbiter.Take(new(Home, "kitchen", 1, Ms(-50)), Ms(4_000)));
    }

    [Fact]
    public void A_claim_said_twice_is_judged_once()
    {
        var arbiter = new Arbiter();
        arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(0));
        Assert.Empty(arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(100)));
        Assert.Single(arbiter.Pass(Ms(200)));
        Assert.Empty(arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(900)));
    }

    [Fact]
    public void The_next_wake_is_another_one()
    {
        var arbiter = new Arbiter();
        arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(0), alone: true);
        Assert.Equal([new(Home, "hall", 2, true)], arbiter.Take(new(Home, "hall", 2, Ms(3_000)), Ms(3_000), alone: true));
    }

    [Fact]
    public void What_is_heard_after_the_answer_is_another_wake_however_short_it_was()
    {
        var arbiter = new Arbiter();
        arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(0), alone: true);
        arbiter.End(Home, "hall", 1, Ms(900));
        Assert.Equal([new(Home, "kitchen", 1, false)], arbiter.Take(new(Home, "kitchen", 1, Ms(800)), Ms(950)));
        Assert.Equal([new(Home, "hall", 2, true)], arbiter.Take(new(Home, "hall", 2, Ms(1_000)), Ms(1_000), alone: true));
    }

    [Fact]
    public void Two_homes_that_wake_at_once_both_answer()
    {
        var arbiter = new Arbiter();
        arbiter.Take(new(Home, "hall", 1, Ms(0)), Ms(0));
        arbiter.Take(new(Other, "hall", 1, Ms(0)), Ms(0));
        Assert.Equal([new(Home, "hall", 1, true), new(Other, "hall", 1, true)], arbiter.Pass(Ms(200)));
    }

    private static TimeSpan Ms(double ms) => TimeSpan.FromMilliseconds(ms);
}
