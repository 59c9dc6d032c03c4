using System.Globalization;
using Microsoft.Playwright;

namespace Kith.App.Tests.Stage;

public enum Hand { Mouse, Touch, Keyboard }

/// <summary>What a person does to a control with one kind of hand. Each gesture ends in another value than the other hands' gestures do.</summary>
internal sealed class Hands(Hand hand, Screen screen)
{
    private const double DialStartDegrees = -225, DialSweepDegrees = 270;

    private Func<Task> _letGo = () => Task.CompletedTask;

    internal Screen Screen => screen;

    internal bool IsKeyboard => hand == Hand.Keyboard;

    /// <summary>Where on a slider or a dial it points: 0 to 1.</summary>
    private double Share => hand == Hand.Mouse ? 0.75 : 0.25;

    /// <summary>A button, a switch, a key.</summary>
    internal Task PressAsync(ILocator what) => hand switch
    {
        Hand.Mouse => what.ClickAsync(),
        Hand.Touch => what.TapAsync(),
        _ => what.PressAsync("Enter"),
    };

    /// <summary>A slider from left to right.</summary>
    internal Task SlideAsync(ILocator slider) => PointAsync(slider, (width, height) => (width * Share, height / 2));

    /// <summary>A dial, on its ring: drawn in a box of 260 x 235 around 130, 130.</summary>
    internal Task TurnAsync(ILocator dial) => PointAsync(dial, (width, _) =>
    {
        var angle = (DialStartDegrees + DialSweepDegrees * Share) * Math.PI / 180;
        var scale = width / 260;
        return ((130 + 104 * Math.Cos(angle)) * scale, (130 + 104 * Math.Sin(angle)) * scale);
    });

    /// <summary>A wheel of colours, half way out.</summary>
    internal Task PickAsync(ILocator wheel) => PointAsync(wheel, (width, height) => (width * Share, height / 2));

    /// <summary>Another one of a few.</summary>
    internal async Task ChooseAsync(ILocator group)
    {
        if (hand == Hand.Keyboard) await group.Locator("[role=radio][tabindex='0']").PressAsync("ArrowRight");
        else await PressAsync(group.Locator("[role=radio][aria-checked=false]").First);
    }

    /// <summary>Stays down until <see cref="LetGoAsync"/>.</summary>
    internal async Task HoldAsync(ILocator button)
    {
        var page = screen.Page;
        if (hand == Hand.Mouse)
        {
            await button.HoverAsync();
            await page.Mouse.DownAsync();
            _letGo = () => page.Mouse.UpAsync();
        }
        else if (hand == Hand.Keyboard)
        {
            await button.FocusAsync();
            await page.Keyboard.DownAsync("Enter");
            _letGo = () => page.Keyboard.UpAsync("Enter");
        }
        else
        {
            // A trial waits until the button is where it stays, and touches nothing.
            await button.TapAsync(new() { Trial = true });
            var box = (await button.BoundingBoxAsync())!;
            var fingers = await page.Context.NewCDPSessionAsync(page);
            await fingers.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = new[] { new { x = box.X + box.Width / 2, y = box.Y + box.Height / 2 } } });
            _letGo = async () =>
            {
                await fingers.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
                await fingers.DetachAsync();
            };
        }
    }

    internal async Task LetGoAsync()
    {
        await _letGo();
        _letGo = () => Task.CompletedTask;
    }

    private async Task PointAsync(ILocator what, Func<double, double, (double X, double Y)> at)
    {
        if (hand == Hand.Keyboard)
        {
            await what.PressAsync("ArrowRight");
            return;
        }
        await what.ScrollIntoViewIfNeededAsync();
        var box = (await what.BoundingBoxAsync())!;
        var (x, y) = at(box.Width, box.Height);
        var position = new Position { X = (float)x, Y = (float)y };
        if (hand == Hand.Mouse) await what.ClickAsync(new() { Position = position });
        else await what.TapAsync(new() { Position = position });
    }

    public override string ToString() => hand.ToString().ToLower(CultureInfo.InvariantCulture);
}
